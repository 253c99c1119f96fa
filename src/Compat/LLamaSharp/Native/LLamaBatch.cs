namespace LLama.Native;

/// <summary>Stands for LLama.Native.LLamaBatch: tokens of any sequences that are decoded together.</summary>
public class LLamaBatch
{
    // Pinned, so that a decode needs no handles; all grow together.
    private LLamaToken[] _tokens;
    private LLamaPos[] _positions;
    private int[] _sequenceCounts;
    private LLamaSeqId[] _sequences;
    private nint[] _sequencePointers;
    private byte[] _logits;

    public LLamaBatch()
    {
        SequenceCapacity = 1;
        Allocate(128, 1);
    }

    public int TokenCount { get; private set; }

    /// <summary>The most sequences that one token belongs to.</summary>
    public int SequenceCapacity { get; private set; }

    public int Add(LLamaToken token, LLamaPos pos, ReadOnlySpan<LLamaSeqId> sequences, bool logits)
    {
        if (TokenCount == _tokens.Length || sequences.Length > SequenceCapacity)
            Grow(TokenCount == _tokens.Length ? _tokens.Length * 2 : _tokens.Length, Math.Max(SequenceCapacity, sequences.Length));

        var index = TokenCount++;
        _tokens[index] = token;
        _positions[index] = pos;
        _sequenceCounts[index] = sequences.Length;
        sequences.CopyTo(_sequences.AsSpan(index * SequenceCapacity));
        _logits[index] = logits ? (byte)1 : (byte)0;
        return index;
    }

    public int Add(LLamaToken token, LLamaPos pos, LLamaSeqId sequence, bool logits) => Add(token, pos, [sequence], logits);

    public int AddRange(ReadOnlySpan<LLamaToken> tokens, LLamaPos start, LLamaSeqId sequence, bool logitsLast)
    {
        var last = -1;
        for (var i = 0; i < tokens.Length; i++)
            last = Add(tokens[i], start.Value + i, sequence, logitsLast && i == tokens.Length - 1);
        return last;
    }

    public void Clear() => TokenCount = 0;

    /// <summary>Points into this batch: valid until the next change, while this is alive.</summary>
    internal unsafe LLamaNativeBatch ToNative() => new()
    {
        n_tokens = TokenCount,
        token = Pointer(_tokens),
        pos = Pointer(_positions),
        n_seq_id = Pointer(_sequenceCounts),
        seq_id = Pointer(_sequencePointers),
        logits = Pointer(_logits),
    };

    private static unsafe nint Pointer<T>(T[] pinned)
        where T : unmanaged => (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref pinned[0]);

    private void Grow(int tokens, int sequences)
    {
        var (oldTokens, oldPositions, oldCounts, oldSequences, oldLogits, oldCapacity) = (_tokens, _positions, _sequenceCounts, _sequences, _logits, SequenceCapacity);
        Allocate(tokens, sequences);
        oldTokens.CopyTo(_tokens, 0);
        oldPositions.CopyTo(_positions, 0);
        oldCounts.CopyTo(_sequenceCounts, 0);
        oldLogits.CopyTo(_logits, 0);
        for (var i = 0; i < TokenCount; i++)
            oldSequences.AsSpan(i * oldCapacity, oldCounts[i]).CopyTo(_sequences.AsSpan(i * sequences));
        SequenceCapacity = sequences;
    }

    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(_tokens), nameof(_positions), nameof(_sequenceCounts), nameof(_sequences), nameof(_sequencePointers), nameof(_logits))]
    private unsafe void Allocate(int tokens, int sequences)
    {
        _tokens = GC.AllocateArray<LLamaToken>(tokens, pinned: true);
        _positions = GC.AllocateArray<LLamaPos>(tokens, pinned: true);
        _sequenceCounts = GC.AllocateArray<int>(tokens, pinned: true);
        _sequences = GC.AllocateArray<LLamaSeqId>(tokens * sequences, pinned: true);
        _sequencePointers = GC.AllocateArray<nint>(tokens, pinned: true);
        _logits = GC.AllocateArray<byte>(tokens, pinned: true);
        for (var i = 0; i < tokens; i++)
            _sequencePointers[i] = Pointer(_sequences) + (i * sequences * sizeof(LLamaSeqId));
    }
}
