namespace LLama.Native;

/// <summary>Stands for LLama.Native.NativeApi.</summary>
public static class NativeApi
{
    /// <summary>Loads the native library, if that hasn't happened yet.</summary>
    public static void llama_empty_call() => Natives.llama_max_devices();

    public static long llama_max_devices() => (long)Natives.llama_max_devices();

    public static long llama_max_parallel_sequences() => (long)Natives.llama_max_parallel_sequences();

    public static bool llama_supports_mmap() => Natives.llama_supports_mmap() != 0;

    public static bool llama_supports_mlock() => Natives.llama_supports_mlock() != 0;

    public static bool llama_supports_gpu_offload() => Natives.llama_supports_gpu_offload() != 0;

    /// <summary>A zero-terminated text: backends and what they use («CPU : AVX2 = 1 | …»).</summary>
    public static IntPtr llama_print_system_info() => Natives.llama_print_system_info();

    /// <summary>Has llama.cpp ask <paramref name="abortCallback"/> (<c>bool (*)(void *)</c>) between the nodes of a CPU graph whether to stop.</summary>
    public static void llama_set_abort_callback(SafeLLamaContextHandle ctx, IntPtr abortCallback, IntPtr abortCallbackData) =>
        Natives.llama_set_abort_callback(ctx.DangerousGetHandle(), abortCallback, abortCallbackData);

    public static void llama_log_set(NativeLogConfig.LLamaLogCallback logCallback) => NativeLogConfig.llama_log_set(logCallback);
}
