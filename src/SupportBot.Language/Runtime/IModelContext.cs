namespace SupportBot.Language.Runtime;

/// <summary>A model's KV cache and what computes on it. One thread alone may use it.</summary>
internal interface IModelContext : IDisposable
{
    /// <summary>Size of the KV cache that all sequences share, in tokens.</summary>
    int ContextTokens { get; }

    /// <summary>The most tokens of one batch.</summary>
    int BatchTokens { get; }

    /// <summary>Begins a new batch.</summary>
    void Clear();

    /// <param name="logits">Whether <see cref="Logits"/> will be asked for this token.</param>
    /// <returns>Its index in the batch.</returns>
    int Add(int token, int position, int sequence, bool logits);

    /// <summary>Computes the batch.</summary>
    /// <exception cref="Exception">Whatever the native side makes of it; the context can't be used any more.</exception>
    DecodeOutcome Decode();

    /// <summary>For each token of the vocabulary how well it would follow; valid until the next batch.</summary>
    ReadOnlySpan<float> Logits(int index);

    /// <summary>Lets <paramref name="to"/> begin with all that is in <paramref name="from"/>, without computing or copying it.</summary>
    void CopySequence(int from, int to);

    /// <summary>Forgets a sequence from a position on.</summary>
    void RemoveSequence(int sequence, int fromPosition);
}

/// <summary>How a decode ended.</summary>
internal enum DecodeOutcome
{
    Done,

    /// <summary>The KV cache has no room; nothing changed, and it can be tried again.</summary>
    NoRoom,

    /// <summary>The context can't be used any more.</summary>
    Failed,
}
