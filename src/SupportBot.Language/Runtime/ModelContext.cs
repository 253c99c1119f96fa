using System.Diagnostics;
using LLama;
using LLama.Abstractions;
using LLama.Native;

namespace SupportBot.Language.Runtime;

/// <summary>A llama.cpp context.</summary>
/// <param name="threads"><c>null</c> to take those of <paramref name="parameters"/> for all batches.</param>
internal sealed class ModelContext(LLamaWeights weights, IContextParams parameters, ThreadChoice? threads) : IModelContext
{
    private readonly LLamaContext _context = weights.CreateContext(parameters);
    private readonly LLamaBatch _batch = new();

    public int ContextTokens => (int)_context.ContextSize;

    public int BatchTokens => (int)_context.BatchSize;

    public void Clear() => _batch.Clear();

    public int Add(int token, int position, int sequence, bool logits) => _batch.Add(token, position, (LLamaSeqId)sequence, logits);

    public DecodeOutcome Decode()
    {
        if (threads is null)
            return Outcome();
        var chosen = _context.BatchThreads = threads.For(_batch.TokenCount);
        var start = Stopwatch.GetTimestamp();
        var outcome = Outcome();
        threads.Took(Stopwatch.GetElapsedTime(start), _batch.TokenCount, chosen);
        return outcome;
    }

    public ReadOnlySpan<float> Logits(int index) => _context.NativeHandle.GetLogitsIth(index);

    public void CopySequence(int from, int to) => _context.NativeHandle.MemorySequenceCopy((LLamaSeqId)from, (LLamaSeqId)to, -1, -1);

    public void RemoveSequence(int sequence, int fromPosition) => _context.NativeHandle.MemorySequenceRemove((LLamaSeqId)sequence, fromPosition, -1);

    public void Dispose() => _context.Dispose();

    private DecodeOutcome Outcome() => _context.NativeHandle.Decode(_batch) switch
    {
        DecodeResult.Ok => DecodeOutcome.Done,
        DecodeResult.NoKvSlot => DecodeOutcome.NoRoom,
        _ => DecodeOutcome.Failed,
    };
}
