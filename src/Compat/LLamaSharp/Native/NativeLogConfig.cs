using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>Stands for LLama.Native.NativeLogConfig: where llama.cpp's log lines go; without a callback nowhere.</summary>
public static unsafe class NativeLogConfig
{
    public delegate void LLamaLogCallback(LLamaLogLevel level, string message);

    private static LLamaLogCallback? _callback;

    public static void llama_log_set(LLamaLogCallback logCallback) => _callback = logCallback;

    /// <summary>Takes llama.cpp's lines from now on.</summary>
    internal static void Attach(nint library) =>
        ((delegate* unmanaged[Cdecl]<delegate* unmanaged[Cdecl]<int, byte*, nint, void>, nint, void>)NativeLibrary.GetExport(library, "llama_log_set"))(&OnLog, 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnLog(int level, byte* text, nint data)
    {
        try
        {
            _callback?.Invoke((LLamaLogLevel)level, Marshal.PtrToStringUTF8((nint)text) ?? "");
        }
        catch (Exception)
        {
            // An exception can't pass native frames; a log line is not worth the process.
        }
    }
}
