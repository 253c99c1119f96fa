namespace SupportBot.Core.Handoff;

/// <summary>The agents' side of handoffs. Each call is one transaction. Callers may be concurrent: of two agents who accept
/// at once, one is first. What is longer than <see cref="HandoffLimits"/> allow is refused by an <see cref="ArgumentException"/>.</summary>
public interface IHandoffDesk
{
    /// <param name="state">All states for <c>null</c>.</param>
    /// <param name="words">Only those whose id, customer, reason, orders or resolution hold this; all for <c>null</c>.</param>
    /// <returns>Open ones oldest first, then closed ones newest first; at most 500.</returns>
    Task<IReadOnlyList<HandoffTicket>> ListAsync(HandoffState? state, string? words, CancellationToken ct);

    /// <returns>Those that fit: open ones oldest first, then closed ones newest first; at most 500.</returns>
    Task<IReadOnlyList<HandoffTicket>> ListAsync(HandoffFilter filter, CancellationToken ct);

    /// <returns>The ticket, or <c>null</c> when there is none with this id.</returns>
    Task<HandoffTicket?> FindAsync(string id, CancellationToken ct);

    /// <returns>What happened to the ticket, oldest first; of very many steps the newest, and before others those that changed who has it.</returns>
    Task<IReadOnlyList<HandoffStep>> StepsAsync(string id, CancellationToken ct);

    /// <summary>Takes a handoff over: from now on the bot is silent, and its replies that have not left are dropped.
    /// Accepting again what one has already changes nothing.</summary>
    Task<DeskResult> AcceptAsync(string id, Agent agent, CancellationToken ct);

    /// <summary>Says something to the customer, once.</summary>
    /// <param name="text">1 to 4,000 UTF-16 units.</param>
    /// <param name="messageId">The same for a repetition of the same message, which then isn't said again; <c>null</c> when nothing tells.</param>
    Task<DeskResult> SayAsync(string id, Agent agent, string text, string? messageId, CancellationToken ct);

    /// <summary>Notes something that the customer never sees, once.</summary>
    /// <param name="text">1 to 4,000 UTF-16 units.</param>
    /// <param name="messageId">The same for a repetition of the same note, which then isn't kept again; <c>null</c> when nothing tells.</param>
    Task<DeskResult> NoteAsync(string id, Agent agent, string text, string? messageId, CancellationToken ct);

    /// <summary>Shows the customer that somebody types. May be lost.</summary>
    Task<DeskResult> TypeAsync(string id, Agent agent, CancellationToken ct);

    /// <summary>Ends a handoff; the dialog starts clean and the customer is asked for a rating.</summary>
    /// <param name="resolution">What was done, for colleagues; up to 4,000 UTF-16 units, may be empty.</param>
    /// <param name="returnToBot">Whether the customer goes on with the bot, rather than being done.</param>
    Task<DeskResult> CloseAsync(string id, Agent agent, string resolution, bool returnToBot, CancellationToken ct);

    /// <summary>Puts a handoff back into the queue, where it was; while the desk is closed, it waits until that opens.</summary>
    Task<DeskResult> ReleaseAsync(string id, Agent agent, CancellationToken ct);

    /// <summary>Marks a wish that had timed out as seen to.</summary>
    /// <param name="resolution">What was done, for colleagues; up to 4,000 UTF-16 units, may be empty.</param>
    Task<DeskResult> FollowUpAsync(string id, Agent agent, string resolution, CancellationToken ct);
}

/// <summary>Which handoffs are wanted; what is <c>null</c> doesn't matter.</summary>
/// <param name="Words">Only those whose id, customer, reason, orders, resolution or agent hold this.</param>
/// <param name="NeedsFollowUp">Whether they timed out and nobody has seen to them.</param>
public sealed record HandoffFilter(HandoffState? State = null, string? Words = null, HandoffOutcome? Outcome = null, bool? NeedsFollowUp = null)
{
    /// <summary>The list with a ticket that has changed: in its place where it fits, else taken out.</summary>
    /// <param name="listed">Tickets that fit, in the order of <see cref="IHandoffDesk.ListAsync(HandoffFilter, CancellationToken)"/>.</param>
    public IReadOnlyList<HandoffTicket> Put(HandoffTicket ticket, IReadOnlyList<HandoffTicket> listed)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var others = listed.Where(other => other.Id != ticket.Id);
        return
        [
            .. (Takes(ticket) ? others.Append(ticket) : others)
                .OrderBy(each => each.IsOpen ? 0 : 1).ThenByDescending(each => each.IsOpen ? null : each.ClosedAt)
                .ThenBy(each => each.RequestedAt).ThenBy(each => each.Id, StringComparer.Ordinal).Take(HandoffLimits.MaxListed),
        ];
    }

    private bool Takes(HandoffTicket ticket) =>
        (State is null || State == ticket.State) && (Outcome is null || Outcome == ticket.Outcome) && (NeedsFollowUp is null || NeedsFollowUp == ticket.NeedsFollowUp)
        && (SearchPattern.Of(Words) is not { } words || words.AreIn(ticket));
}

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

/// <summary>One thing that happened to a handoff.</summary>
/// <param name="By">The agent's name, «customer», or «desk» for what happens by itself.</param>
public sealed record HandoffStep(DateTimeOffset At, string What, string By);
