using System.Text;
using LLama.Native;

namespace LLama.Abstractions;

/// <summary>Stands for LLama.Abstractions.IContextParams: how a context is made.</summary>
public interface IContextParams
{
    uint? ContextSize { get; }

    uint BatchSize { get; }

    uint UBatchSize { get; }

    uint SeqMax { get; }

    bool Embeddings { get; }

    Encoding Encoding { get; }

    int? Threads { get; }

    int? BatchThreads { get; }

    bool NoKqvOffload { get; }

    bool? FlashAttention { get; }

    bool? KVUnified { get; }

    GGMLType? TypeK { get; }

    GGMLType? TypeV { get; }
}
