namespace SupportBot.Core.Handoff;

/// <summary>What time brings to handoffs: the desk opens and closes, and what takes too long ends.</summary>
internal sealed class HandoffDeadlines(OpeningHours hours)
{
    /// <returns>What becomes of a ticket now, or <c>null</c> when nothing is due.</returns>
    public (HandoffTicket Next, DeskAct What, DeskNotice Notice)? NextOf(HandoffTicket ticket, DateTimeOffset now, HandoffOptions options) => ticket switch
    {
        { State: HandoffState.Requested } when hours.IsOpen(now) =>
            (ticket with { State = HandoffState.Queued, QueuedAt = now }, DeskAct.Queued, DeskNotice.Opened),
        { State: HandoffState.Queued } when !hours.IsOpen(now) =>
            (ticket with { State = HandoffState.Requested, QueuedAt = null }, DeskAct.LeftAtClosing, DeskNotice.Closing),
        // Nobody may have looked since the desk closed; of the time until it opened, none counts.
        { State: HandoffState.Queued, QueuedAt: { } queued } when now - hours.LastOpening(queued, now) >= options.QueueTimeout =>
            (ticket with { State = HandoffState.Closed, Outcome = HandoffOutcome.TimedOut, ClosedAt = now }, DeskAct.TimedOutInQueue, DeskNotice.TimedOut),
        { State: HandoffState.Accepted, CustomerWroteAt: { } wrote } when (ticket.AgentWroteAt is not { } answered || answered < wrote)
            && now - wrote >= options.AgentTimeout =>
            (Left(ticket, now), DeskAct.TimedOutWithAgent, NoticeOfLeaving(now)),
        { State: HandoffState.Accepted, AgentWroteAt: { } answered } when answered >= ticket.CustomerWroteAt && now - answered >= options.CustomerTimeout =>
            (ticket with { State = HandoffState.Closed, Outcome = HandoffOutcome.Abandoned, ClosedAt = now }, DeskAct.AbandonedByCustomer,
                DeskNotice.CustomerGone),
        _ => null,
    };

    /// <summary>A ticket that its agent has left. Its place goes by the request; the time that it may wait begins anew, or it would be
    /// over at once.</summary>
    public HandoffTicket Left(HandoffTicket ticket, DateTimeOffset now)
    {
        var left = ticket with { Agent = null, AgentId = null, AcceptedAt = null };
        return hours.IsOpen(now) ? left with { State = HandoffState.Queued, QueuedAt = now } : left with { State = HandoffState.Requested, QueuedAt = null };
    }

    /// <summary>What the customer reads when the agent has left.</summary>
    public DeskNotice NoticeOfLeaving(DateTimeOffset now) => hours.IsOpen(now) ? DeskNotice.QueuedAgain : DeskNotice.LeftAgain;
}
