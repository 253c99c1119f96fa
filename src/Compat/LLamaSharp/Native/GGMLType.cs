namespace LLama.Native;

/// <summary>Stands for LLama.Native.GGMLType.</summary>
public enum GGMLType
{
    GGML_TYPE_F32 = 0,
    GGML_TYPE_F16 = 1,
    GGML_TYPE_Q4_0 = 2,
    GGML_TYPE_Q8_0 = 8,
}
