namespace SupportBot.Core.Handoff;

/// <summary>How much agents may write, in UTF-16 units, and how much is shown to them at once.</summary>
public static class HandoffLimits
{
    /// <summary>What is said, noted, or written when closing.</summary>
    public const int MaxText = 4_000;

    /// <summary>The id by which a repetition of a message is known.</summary>
    public const int MaxMessageId = 200;

    public const int MaxSearch = 200;

    public const int MaxListed = 500;
}
