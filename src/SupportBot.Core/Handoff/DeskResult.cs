namespace SupportBot.Core.Handoff;

/// <summary>What became of an agent's wish.</summary>
/// <param name="Ticket">The ticket as it is now; <c>null</c> when there is none.</param>
public sealed record DeskResult(DeskOutcome Outcome, HandoffTicket? Ticket);

public enum DeskOutcome
{
    Done,
    NotFound,
    Taken,
    NotAccepted,
    Closed,

    /// <summary>It didn't time out, or somebody has seen to it.</summary>
    NothingToFollowUp,
}
