using SupportBot.Language.Runtime;

namespace SupportBot.Tests.Fakes;

/// <summary>A KV cache without a model: its vocabulary is the 256 bytes and an end, and each sequence goes on with the letters of
/// the alphabet, one after the other. What a decode comes to can be scripted.</summary>
internal sealed class ScriptedContext(int contextTokens = 4096, int batchTokens = 512) : IModelContext
{
    public const int End = 256;

    private readonly List<(int Token, int Position, int Sequence, bool Logits)> _batch = [];
    private readonly float[] _logits = new float[End + 1];

    /// <summary>A vocabulary of single bytes.</summary>
    public static TokenTable Tokens { get; } = new(
        [.. Enumerable.Range(0, 256).Select(value => new[] { (byte)value }), []], [End], (text, _) => [.. System.Text.Encoding.UTF8.GetBytes(text).Select(value => (int)value)]);

    public int ContextTokens => contextTokens;

    public int BatchTokens => batchTokens;

    /// <summary>Told each batch before it is computed; what it returns the decode comes to.</summary>
    public Func<ScriptedContext, DecodeOutcome> OnDecode { get; set; } = _ => DecodeOutcome.Done;

    /// <summary>What the token after the one at an index should be; «a» by default.</summary>
    public Func<int, int> Next { get; set; } = _ => 'a';

    public IReadOnlyList<(int Token, int Position, int Sequence, bool Logits)> Batch => _batch;

    /// <summary>The batches so far, each as its tokens.</summary>
    public List<int[]> Batches { get; } = [];

    /// <summary>How many tokens each sequence holds.</summary>
    public Dictionary<int, int> Lengths { get; } = [];

    public bool IsDisposed { get; private set; }

    public void Clear() => _batch.Clear();

    public int Add(int token, int position, int sequence, bool logits)
    {
        _batch.Add((token, position, sequence, logits));
        return _batch.Count - 1;
    }

    public DecodeOutcome Decode()
    {
        var outcome = OnDecode(this);
        if (outcome != DecodeOutcome.Done)
            return outcome;
        Batches.Add([.. _batch.Select(entry => entry.Token)]);
        foreach (var (_, position, sequence, _) in _batch)
        {
            Assert.Equal(Lengths.GetValueOrDefault(sequence), position);
            Lengths[sequence] = position + 1;
        }

        Assert.InRange(Lengths.Values.DefaultIfEmpty().Sum(), 0, ContextTokens * 2);
        return outcome;
    }

    public ReadOnlySpan<float> Logits(int index)
    {
        Assert.True(_batch[index].Logits);
        Array.Clear(_logits);
        _logits[Next(_batch[index].Token)] = 1;
        return _logits;
    }

    public void CopySequence(int from, int to) => Lengths[to] = Lengths.GetValueOrDefault(from);

    public void RemoveSequence(int sequence, int fromPosition)
    {
        if (fromPosition == 0)
            Lengths.Remove(sequence);
        else
            Lengths[sequence] = Math.Min(fromPosition, Lengths.GetValueOrDefault(sequence));
    }

    public void Dispose() => IsDisposed = true;
}
