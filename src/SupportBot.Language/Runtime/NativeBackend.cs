using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using LLama.Native;

namespace SupportBot.Language.Runtime;

/// <summary>What llama.cpp really runs on, read from what it says itself: CUDA may silently have turned into CPU.</summary>
internal static partial class NativeBackend
{
    private static readonly Lock Writing = new();
    private static readonly Queue<string> Lines = new();
    private static readonly Lazy<bool> Attached = new(() =>
    {
        NativeLibraryConfig.All.WithLogCallback((_, line) => Keep(line));
        return true;
    });

    private static volatile int _gpuLayers;

    /// <summary>Listens to llama.cpp's log; must come before anything else of it.</summary>
    public static void Attach() => _ = Attached.Value;

    /// <summary>Layers of the model loaded last that are on a GPU.</summary>
    public static int GpuLayers => _gpuLayers;

    /// <summary>Forgets what the last model brought.</summary>
    public static void Begin()
    {
        _gpuLayers = 0;
        lock (Writing)
            Lines.Clear();
    }

    /// <summary>The last lines that llama.cpp wrote, for an error's text.</summary>
    public static string LastWords()
    {
        lock (Writing)
            return string.Join(' ', Lines.TakeLast(3).Select(line => line.Trim()));
    }

    /// <summary>«CPU (AVX512)» or «CUDA (33 layers on the GPU)».</summary>
    public static string Describe()
    {
        var system = Marshal.PtrToStringUTF8(NativeApi.llama_print_system_info()) ?? "";
        if (GpuLayers > 0)
            return $"{(system.Contains("CUDA", StringComparison.Ordinal) ? "CUDA" : "GPU")} ({GpuLayers} layers on the GPU)";
        string[] levels = ["AMX_INT8", "AVX512", "AVX2", "AVX", "SVE", "NEON"];
        var level = Array.Find(levels, name => system.Contains($"{name} = 1", StringComparison.Ordinal));
        return $"CPU ({level ?? "basic"})";
    }

    private static void Keep(string line)
    {
        if (Offloaded().Match(line) is { Success: true } match)
            _gpuLayers = int.Parse(match.Groups["layers"].ValueSpan, CultureInfo.InvariantCulture);
        lock (Writing)
        {
            if (line.Contains("error", StringComparison.OrdinalIgnoreCase) || line.Contains("fail", StringComparison.OrdinalIgnoreCase))
                Lines.Enqueue(line);
            if (Lines.Count > 20)
                Lines.Dequeue();
        }
    }

    [GeneratedRegex(@"offloaded (?<layers>\d+)/\d+ layers to GPU")]
    private static partial Regex Offloaded();
}
