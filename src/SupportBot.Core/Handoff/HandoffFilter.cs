namespace SupportBot.Core.Handoff;

/// <summary>Which handoffs are wanted; what is <c>null</c> doesn't matter.</summary>
/// <param name="Words">Only those whose id, customer, reason, orders, resolution or agent hold this.</param>
/// <param name="NeedsFollowUp">Whether they timed out and nobody has seen to them.</param>
public sealed record HandoffFilter(HandoffState? State = null, string? Words = null, HandoffOutcome? Outcome = null, bool? NeedsFollowUp = null)
{
    /// <summary>The list with a ticket that has changed: in its place where it fits, else taken out.</summary>
    /// <param name="listed">Tickets that fit, in the order of <see cref="SqlHandoffDesk.ListAsync"/>.</param>
    public IReadOnlyList<HandoffTicket> Put(HandoffTicket ticket, IReadOnlyList<HandoffTicket> listed)
    {
        var others = listed.Where(other => other.Id != ticket.Id);
        return
        [
            .. (Takes(ticket) ? others.Append(ticket) : others)
                .OrderBy(each => each.IsOpen ? 0 : 1).ThenByDescending(each => each.IsOpen ? null : each.ClosedAt)
                .ThenBy(each => each.RequestedAt).ThenBy(each => each.Id, StringComparer.Ordinal).Take(HandoffLimits.MaxListed),
        ];
    }

    private bool Takes(HandoffTicket ticket) =>
        (State is null || State == ticket.State) && (Outcome is null || Outcome == ticket.Outcome)
            && (NeedsFollowUp is null || NeedsFollowUp == ticket.NeedsFollowUp)
        && (SearchPattern.Of(Words) is not { } words || words.AreIn(ticket));
}
