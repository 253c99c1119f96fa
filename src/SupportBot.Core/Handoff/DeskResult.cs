namespace SupportBot.Core.Handoff;

/// <summary>What became of an agent's wish.</summary>
/// <param name="Ticket">The ticket as it is now; <c>null</c> when there is none.</param>
public sealed record DeskResult(DeskOutcome Outcome, HandoffTicket? Ticket);

/// <summary>Whether an agent's wish was done, and why not.</summary>
public enum DeskOutcome
{
    Done,

    /// <summary>There is no such handoff.</summary>
    NotFound,

    /// <summary>Another agent has it.</summary>
    Taken,

    /// <summary>It must be accepted first.</summary>
    NotAccepted,

    /// <summary>It has ended.</summary>
    Closed,

    /// <summary>It didn't time out, or somebody has seen to it.</summary>
    NothingToFollowUp,
}
