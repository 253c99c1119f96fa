namespace SupportBot.Core.Conversation;

/// <summary>What a turn came to, for logs, traces and the evaluation. Holds ids and kinds, no text.</summary>
/// <param name="Intent">As understood; <c>null</c> when nothing was to be understood (an empty message).</param>
/// <param name="Answered">Ids of the orders whose facts the reply tells.</param>
/// <param name="Offered">Ids of the orders that the customer may choose from.</param>
/// <param name="HandoffOrders">Ids of the orders attached to a handoff.</param>
/// <param name="Asked">Whether the reply asks the customer something that must be answered to go on.</param>
public sealed record TurnOutcome(
    Intent? Intent,
    ResolutionOutcome? Resolution,
    IReadOnlyList<string> Answered,
    IReadOnlyList<string> Offered,
    IReadOnlyList<string> HandoffOrders,
    ReplySource Source,
    int LlmCalls,
    bool Asked)
{
    /// <summary>As understood; <c>null</c> where <see cref="Intent"/> is.</summary>
    public Act? Act { get; init; }

    /// <summary>Of the reply, two letters of ISO 639-1.</summary>
    public string Language { get; init; } = "en";
}

/// <summary>Where the words of a reply come from.</summary>
public enum ReplySource
{
    Model,
    Cache,
    Template,
    Faq,
    Refusal,
    Clarification,
}
