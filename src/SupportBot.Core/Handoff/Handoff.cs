namespace SupportBot.Core.Handoff;

/// <summary>A customer's wish that a person must see to. Instants are UTC.</summary>
/// <param name="Id">Short enough to say to a customer: «H-7K2M9Q».</param>
/// <param name="Reason">What the customer wrote when they asked.</param>
/// <param name="Customer">Who asks; <c>null</c> for somebody whom the shop doesn't know.</param>
/// <param name="OrderIds">The orders it is about, or the candidates where that isn't clear; may be empty.</param>
/// <param name="Agent">The name of who accepted it; <c>null</c> before.</param>
public sealed record HandoffTicket(
    string Id,
    HandoffState State,
    string Reason,
    ConversationKey Conversation,
    CustomerId? Customer,
    string? CustomerName,
    IReadOnlyList<string> OrderIds,
    DateTimeOffset RequestedAt,
    string? Agent)
{
    /// <summary>Whether it is about one of the orders and nobody knows which.</summary>
    public bool OrdersAreCandidates { get; init; }

    /// <summary>How it ended; <c>null</c> while it is open.</summary>
    public HandoffOutcome? Outcome { get; init; }

    /// <summary>The accepting agent's id at the identity provider; tells two of one name apart.</summary>
    public string? AgentId { get; init; }

    /// <summary>When it last joined the queue; <c>null</c> while it waits for the desk to open.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>What the agent wrote when closing.</summary>
    public string? Resolution { get; init; }

    /// <summary>How the customer's last turn was reached: the channel's own text, which only the channel reads. Empty in lists.</summary>
    public string Line { get; init; } = "";

    /// <summary>The customer's locale, such as <c>en-GB</c>; <c>null</c> when the channel names none.</summary>
    public string? Locale { get; init; }

    /// <summary>When customer and agent last wrote while it was accepted.</summary>
    public DateTimeOffset? CustomerWroteAt { get; init; }

    public DateTimeOffset? AgentWroteAt { get; init; }

    /// <summary>1 (bad) to 5 (good); <c>null</c> when the customer said none.</summary>
    public int? Rating { get; init; }

    public string? RatingComment { get; init; }

    /// <summary>When somebody saw to a wish that had timed out; <c>null</c> before.</summary>
    public DateTimeOffset? FollowedUpAt { get; init; }

    /// <summary>Nobody came in time, and nobody has seen to it since.</summary>
    public bool NeedsFollowUp => Outcome == HandoffOutcome.TimedOut && FollowedUpAt is null;

    /// <summary>Counts the changes; a write over a newer version is refused.</summary>
    public long Version { get; init; }

    public bool IsOpen => State != HandoffState.Closed;
}

public enum HandoffState
{
    /// <summary>Left as a message while nobody was there, or when the desk closed; joins the queue when the desk opens.</summary>
    Requested,
    Queued,

    /// <summary>An agent has it; the bot is silent.</summary>
    Accepted,
    Closed,
}

public enum HandoffOutcome
{
    Resolved,
    ReturnedToBot,

    /// <summary>The customer called it off, or left the agent without an answer for too long.</summary>
    Abandoned,

    /// <summary>No agent came in time; somebody must write to the customer.</summary>
    TimedOut,
}

/// <summary>Who acts for the shop.</summary>
/// <param name="Id">The subject at the identity provider.</param>
/// <param name="Name">What customers and colleagues read.</param>
public sealed record Agent(string Id, string Name);
