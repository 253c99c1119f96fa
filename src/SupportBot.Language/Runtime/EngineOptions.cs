namespace SupportBot.Language.Runtime;

/// <summary>Bounds of an <see cref="Engine"/>.</summary>
/// <param name="Slots">Requests decoded together.</param>
/// <param name="Prefixes">Beginnings that are kept for all requests.</param>
internal sealed record EngineOptions(int Slots, int QueueLimit, int Prefixes = 8)
{
    /// <summary>The most tokens of prompts in a batch while others wait for their next token.</summary>
    public int PromptChunk { get; init; } = 128;

    /// <summary>How long a step should take at most; prompts are read in pieces that fit.</summary>
    public TimeSpan StepTime { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>A single decode that takes longer is taken for stuck. It must leave slow machines their time for one batch.</summary>
    public TimeSpan StallLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Contexts made anew without one good decode between them before the engine gives up.</summary>
    public int MaxRebuilds { get; init; } = 3;
}
