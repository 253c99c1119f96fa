using System.Text;
using LLama.Abstractions;
using LLama.Native;

namespace LLama.Common;

/// <summary>Stands for LLama.Common.ModelParams.</summary>
public record ModelParams : ILLamaParams
{
    public ModelParams(string modelPath) => ModelPath = modelPath;

    public uint? ContextSize { get; set; }

    public int MainGpu { get; set; }

    public int GpuLayerCount { get; set; } = 20;

    public uint SeqMax { get; set; } = 1;

    public bool UseMemorymap { get; set; } = true;

    public bool UseMemoryLock { get; set; }

    public string ModelPath { get; set; }

    public int? Threads { get; set; }

    public int? BatchThreads { get; set; }

    public uint BatchSize { get; set; } = 512;

    public uint UBatchSize { get; set; } = 512;

    public bool VocabOnly { get; set; }

    public bool CheckTensors { get; }

    public bool Embeddings { get; set; }

    public bool NoKqvOffload { get; set; }

    public bool? FlashAttention { get; set; }

    public bool? KVUnified { get; set; }

    public GGMLType? TypeK { get; set; }

    public GGMLType? TypeV { get; set; }

    public Encoding Encoding { get; set; } = Encoding.UTF8;
}
