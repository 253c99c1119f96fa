using SupportBot.Core.Customers;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Handoff;

/// <summary>
/// The handoff desk for people: whatever shows a customer's data or changes a handoff is in the audit log before the
/// agent sees it or it happens, and doesn't happen when the log can't be written. API and console use this and never
/// <see cref="IHandoffDesk"/>, <see cref="Transcripts"/> or <see cref="IOrders"/> themselves. Callers may be concurrent.
/// Every member may throw <see cref="AuditUnavailableException"/>.
/// </summary>
public sealed class AgentDesk(
    IHandoffDesk desk, Transcripts transcripts, IOrders orders, ICustomerDirectory customers, IAgentAudit audit, TimeProvider time)
{
    /// <summary>So many lines before a request tell what was tried.</summary>
    private const int MaxBefore = 50;

    /// <inheritdoc cref="IHandoffDesk.ListAsync(HandoffFilter, CancellationToken)"/>
    public async Task<IReadOnlyList<HandoffTicket>> ListAsync(AgentAtWork by, HandoffFilter filter, CancellationToken ct)
    {
        var tickets = await desk.ListAsync(filter, ct);
        await audit.AddAsync(Entry(by, filter.Words is null ? "list" : "search", tickets, filter.Words), ct);
        return tickets;
    }

    /// <summary>Opens a handoff with all that is known about it.</summary>
    /// <returns><c>null</c> when there is none with this id.</returns>
    public Task<HandoffFile?> OpenAsync(AgentAtWork by, string id, CancellationToken ct) => OpenAsync(by, id, new TranscriptRange(), ct);

    /// <inheritdoc cref="OpenAsync(AgentAtWork, string, CancellationToken)"/>
    /// <param name="range">Which lines of its conversation.</param>
    public async Task<HandoffFile?> OpenAsync(AgentAtWork by, string id, TranscriptRange range, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } ticket)
            return null;
        await audit.AddAsync(Entry(by, "open", [ticket], null), ct);
        return await ReadAsync(ticket, range, ct);
    }

    /// <summary>Takes a handoff out of the console as a message to its customer.</summary>
    /// <returns>The handoff and the customer's recorded e-mail address, if any; <c>null</c> when there is no such handoff.</returns>
    public async Task<(HandoffFile File, string? Email)?> ExportAsync(AgentAtWork by, string id, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } ticket)
            return null;
        await audit.AddAsync(Entry(by, "export", [ticket], null), ct);
        return (await ReadAsync(ticket, new TranscriptRange(), ct), await EmailAsync(ticket, ct));
    }

    /// <summary>One ticket for a console that was told it changed.</summary>
    /// <param name="shown">The handoffs that this listener has been shown, which are logged once.</param>
    public async Task<HandoffTicket?> WatchAsync(AgentAtWork by, string id, ISet<string> shown, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } ticket)
            return null;
        if (shown.Add(id))
        {
            try
            {
                await audit.AddAsync(Entry(by, "watch", [ticket], null), ct);
            }
            catch
            {
                shown.Remove(id);
                throw;
            }
        }

        return ticket;
    }

    /// <inheritdoc cref="IHandoffDesk.AcceptAsync"/>
    public Task<DeskResult> AcceptAsync(AgentAtWork by, string id, CancellationToken ct) =>
        ActAsync(by, "accept", id, () => desk.AcceptAsync(id, by.Agent, ct), ct);

    /// <inheritdoc cref="IHandoffDesk.SayAsync"/>
    public Task<DeskResult> SayAsync(AgentAtWork by, string id, string text, string? messageId, CancellationToken ct) =>
        ActAsync(by, "message", id, () => desk.SayAsync(id, by.Agent, text, messageId, ct), ct);

    /// <inheritdoc cref="IHandoffDesk.NoteAsync"/>
    public Task<DeskResult> NoteAsync(AgentAtWork by, string id, string text, string? messageId, CancellationToken ct) =>
        ActAsync(by, "note", id, () => desk.NoteAsync(id, by.Agent, text, messageId, ct), ct);

    /// <inheritdoc cref="IHandoffDesk.CloseAsync"/>
    public Task<DeskResult> CloseAsync(AgentAtWork by, string id, string resolution, bool returnToBot, CancellationToken ct) =>
        ActAsync(by, "close", id, () => desk.CloseAsync(id, by.Agent, resolution, returnToBot, ct), ct);

    /// <inheritdoc cref="IHandoffDesk.ReleaseAsync"/>
    public Task<DeskResult> ReleaseAsync(AgentAtWork by, string id, CancellationToken ct) =>
        ActAsync(by, "release", id, () => desk.ReleaseAsync(id, by.Agent, ct), ct);

    /// <inheritdoc cref="IHandoffDesk.FollowUpAsync"/>
    public Task<DeskResult> FollowUpAsync(AgentAtWork by, string id, string resolution, CancellationToken ct) =>
        ActAsync(by, "follow-up", id, () => desk.FollowUpAsync(id, by.Agent, resolution, ct), ct);

    /// <summary>Shows the customer that somebody types. Only who has accepted the handoff, which is logged, gets this far,
    /// so that no key that is pressed is logged.</summary>
    public Task<DeskResult> TypeAsync(AgentAtWork by, string id, CancellationToken ct) => desk.TypeAsync(id, by.Agent, ct);

    /// <summary>Reads the log, which is logged as well.</summary>
    public async Task<IReadOnlyList<AuditEntry>> ReadAuditAsync(AgentAtWork by, string? handoffId, CancellationToken ct)
    {
        await audit.AddAsync(new(time.GetUtcNow(), by.Agent, "read the audit log", handoffId is null ? [] : [handoffId], [], by.Address), ct);
        return await audit.ListAsync(handoffId, ct);
    }

    private async Task<DeskResult> ActAsync(AgentAtWork by, string what, string id, Func<Task<DeskResult>> act, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } ticket)
            return new(DeskOutcome.NotFound, null);
        await audit.AddAsync(Entry(by, what, [ticket], null), ct);
        var result = await act();
        if (result.Outcome != DeskOutcome.Done)
            await audit.AddAsync(Entry(by, what, [ticket], "refused: " + result.Outcome), ct);
        return result;
    }

    private AuditEntry Entry(AgentAtWork by, string what, IReadOnlyList<HandoffTicket> tickets, string? detail) => new(
        time.GetUtcNow(),
        by.Agent,
        what,
        [.. tickets.Select(ticket => ticket.Id)],
        [.. tickets.Select(ticket => ticket.Customer?.Value).OfType<string>().Distinct(StringComparer.Ordinal)],
        by.Address,
        detail);

    private async Task<HandoffFile> ReadAsync(HandoffTicket ticket, TranscriptRange range, CancellationToken ct)
    {
        var page = await transcripts.ReadAsync(ticket.Conversation, range, ct);
        var before = page is { Earlier: 0, Later: 0 } ? page.Lines
            : (await transcripts.ReadAsync(ticket.Conversation, new TranscriptRange(Until: ticket.RequestedAt, MaxLines: MaxBefore), ct)).Lines;
        return new(ticket, await desk.StepsAsync(ticket.Id, ct), page.Lines, await FactsAsync(ticket, ct))
        {
            EarlierLines = page.Earlier,
            LaterLines = page.Later,
            Summary = HandoffSummary.Of(ticket, before),
        };
    }

    private async Task<IReadOnlyList<Order>?> FactsAsync(HandoffTicket ticket, CancellationToken ct)
    {
        if (ticket.Customer is not { } customer)
            return [];
        try
        {
            var facts = new List<Order>();
            foreach (var orderId in ticket.OrderIds)
            {
                if (await orders.FindAsync(customer, orderId, ct) is { } order)
                    facts.Add(order);
            }

            return facts;
        }
        catch (OrdersUnavailableException)
        {
            return null;
        }
    }

    private async Task<string?> EmailAsync(HandoffTicket ticket, CancellationToken ct)
    {
        try
        {
            return ticket.Customer is { } customer ? (await customers.FindByUserIdAsync(customer.Value, ct))?.Email : null;
        }
        catch (OrdersUnavailableException)
        {
            return null;
        }
    }
}

/// <summary>An agent, and the network address that they work from; <c>null</c> when there is none.</summary>
public sealed record AgentAtWork(Agent Agent, string? Address);

/// <summary>A handoff with all that is known about it.</summary>
/// <param name="Steps">What happened to it, oldest first.</param>
/// <param name="Lines">A page of its conversation, oldest first.</param>
/// <param name="Orders">Its orders as recorded now; <c>null</c> while the orders database can't be read.</param>
public sealed record HandoffFile(
    HandoffTicket Ticket, IReadOnlyList<HandoffStep> Steps, IReadOnlyList<TranscriptEntry> Lines, IReadOnlyList<Order>? Orders)
{
    /// <summary>How many lines of the conversation stand before <see cref="Lines"/>.</summary>
    public long EarlierLines { get; init; }

    /// <summary>How many lines of the conversation stand behind <see cref="Lines"/>.</summary>
    public long LaterLines { get; init; }

    public HandoffSummary Summary { get; init; } = HandoffSummary.Of(Ticket, Lines);
}
