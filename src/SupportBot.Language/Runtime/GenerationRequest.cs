namespace SupportBot.Language.Runtime;

/// <summary>What to generate.</summary>
/// <param name="Prefix">Tokens that many requests begin with; computed once and shared. May be empty.</param>
/// <param name="Prompt">Tokens after it; with an empty prefix at least one.</param>
/// <param name="Grammar">The form of the answer, or <c>null</c> for any text.</param>
/// <param name="TimeLimit">From now on, waiting included.</param>
internal sealed record GenerationRequest(int[] Prefix, int[] Prompt, Grammar? Grammar, int MaxTokens, TimeSpan TimeLimit)
{
    /// <summary>Told each piece of the answer's bytes, on the engine's thread: it must be quick.</summary>
    public Action<ReadOnlyMemory<byte>>? OnBytes { get; init; }

    /// <summary>Goes on past the end of the answer, to <see cref="MaxTokens"/>; for measurements.</summary>
    public bool IgnoresEnd { get; init; }
}

/// <summary>What was generated.</summary>
/// <param name="PromptTokens">Prompt tokens computed for it alone, forced beginning of the answer included.</param>
/// <param name="SharedTokens">Prompt tokens taken from the shared prefix.</param>
/// <param name="SampledTokens">Tokens of the answer that the model chose.</param>
/// <param name="ForcedTokens">Tokens of the answer that the grammar left no choice for.</param>
/// <param name="WasCut">Whether the answer stopped at its longest and not at its end.</param>
internal sealed record Generation(byte[] Text, int PromptTokens, int SharedTokens, int SampledTokens, int ForcedTokens, bool WasCut);
