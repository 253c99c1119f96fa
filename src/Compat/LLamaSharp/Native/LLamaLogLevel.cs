namespace LLama.Native;

/// <summary>Stands for LLama.Native.LLamaLogLevel.</summary>
public enum LLamaLogLevel
{
    None = 0,
    Debug = 1,
    Info = 2,
    Warning = 3,
    Error = 4,
    Continue = 5,
}
