using SupportBot.Core.Orders;

namespace SupportBot.Core.Handoff;

/// <summary>The handoff desk for people: whatever shows a customer's data or changes a handoff is in the audit log before the
/// agent sees it or it happens, and doesn't happen when the log can't be written. API and console use this and never
/// <see cref="SqlHandoffDesk"/>, <see cref="Transcripts"/> or <see cref="IOrders"/> themselves. Callers may be concurrent.
/// Every member may throw <see cref="AuditUnavailableException"/>.</summary>
public sealed class AgentDesk(
    SqlHandoffDesk desk, Transcripts transcripts, IOrders orders, ICustomerContacts contacts, IAgentAudit audit, TimeProvider time)
{
    /// <summary>So many entries before a request tell what was tried.</summary>
    private const int MaxBefore = 50;

    /// <inheritdoc cref="SqlHandoffDesk.ListAsync"/>
    public async Task<IReadOnlyList<HandoffTicket>> ListAsync(AgentAtWork by, HandoffFilter filter, CancellationToken ct)
    {
        var tickets = await desk.ListAsync(filter, ct);
        await audit.AddAsync(Entry(by, filter.Words is null ? "list" : "search", tickets, filter.Words), ct);
        return tickets;
    }

    /// <summary>Opens a handoff with all that is known about it.</summary>
    /// <returns><c>null</c> when there is none with this id.</returns>
    public Task<HandoffFile?> OpenAsync(AgentAtWork by, string id, TranscriptRange range, CancellationToken ct) => ReadAsync(by, "open", id, range, ct);

    /// <summary>Takes a handoff out of the console as a message to its customer.</summary>
    /// <returns><c>null</c> when there is none with this id.</returns>
    public Task<HandoffFile?> ExportAsync(AgentAtWork by, string id, CancellationToken ct) => ReadAsync(by, "export", id, new TranscriptRange(), ct);

    /// <returns>A page of the conversation before what the file has; <c>null</c> when there is none.</returns>
    public async Task<TranscriptPage?> ReadEarlierAsync(AgentAtWork by, HandoffFile file, CancellationToken ct)
    {
        if (file.Earlier == 0)
            return null;
        await audit.AddAsync(Entry(by, "open", [file.Ticket], null), ct);
        return await transcripts.ReadAsync(file.Ticket.Conversation, new TranscriptRange(Before: file.Entries[0].Place), ct);
    }

    /// <returns>The same with what has happened since; the shop's data as they were.</returns>
    /// <param name="shown">See <see cref="WatchAsync"/>.</param>
    public async Task<HandoffFile> RefreshAsync(AgentAtWork by, HandoffFile file, ISet<string> shown, CancellationToken ct)
    {
        if (await WatchAsync(by, file.Ticket.Id, shown, ct) is not { } ticket)
            return file;
        var newest = await transcripts.ReadAsync(ticket.Conversation, ct);
        return file.WithNewest(newest) with { Ticket = ticket, Steps = await desk.StepsAsync(ticket.Id, ct) };
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

    /// <inheritdoc cref="SqlHandoffDesk.AcceptAsync"/>
    public Task<DeskResult> AcceptAsync(AgentAtWork by, string id, CancellationToken ct) =>
        ActAsync(by, "accept", id, () => desk.AcceptAsync(id, by.Agent, ct), ct);

    /// <inheritdoc cref="SqlHandoffDesk.SayAsync"/>
    public Task<DeskResult> SayAsync(AgentAtWork by, string id, string text, string? messageId, CancellationToken ct) =>
        ActAsync(by, "message", id, () => desk.SayAsync(id, by.Agent, text, messageId, ct), ct);

    /// <inheritdoc cref="SqlHandoffDesk.NoteAsync"/>
    public Task<DeskResult> NoteAsync(AgentAtWork by, string id, string text, string? messageId, CancellationToken ct) =>
        ActAsync(by, "note", id, () => desk.NoteAsync(id, by.Agent, text, messageId, ct), ct);

    /// <inheritdoc cref="SqlHandoffDesk.CloseAsync"/>
    public Task<DeskResult> CloseAsync(AgentAtWork by, string id, string resolution, bool returnToBot, CancellationToken ct) =>
        ActAsync(by, "close", id, () => desk.CloseAsync(id, by.Agent, resolution, returnToBot, ct), ct);

    /// <inheritdoc cref="SqlHandoffDesk.ReleaseAsync"/>
    public Task<DeskResult> ReleaseAsync(AgentAtWork by, string id, CancellationToken ct) =>
        ActAsync(by, "release", id, () => desk.ReleaseAsync(id, by.Agent, ct), ct);

    /// <inheritdoc cref="SqlHandoffDesk.FollowUpAsync"/>
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

    private async Task<HandoffFile?> ReadAsync(AgentAtWork by, string what, string id, TranscriptRange range, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } ticket)
            return null;
        await audit.AddAsync(Entry(by, what, [ticket], null), ct);
        var page = await transcripts.ReadAsync(ticket.Conversation, range, ct);
        var before = page is { Earlier: 0, Later: 0 } ? page
            : await transcripts.ReadAsync(ticket.Conversation, new TranscriptRange(Until: ticket.RequestedAt, MaxEntries: MaxBefore), ct);
        var (contact, customerOrders) = await CustomerAsync(ticket, ct);
        return new(ticket, await desk.StepsAsync(ticket.Id, ct), page.Entries, contact, customerOrders)
        {
            Earlier = page.Earlier,
            Later = page.Later,
            Tried = HandoffSummary.Of(ticket, before.Entries).Tried,
        };
    }

    private async Task<(CustomerContact? Contact, IReadOnlyList<Order>? Orders)> CustomerAsync(HandoffTicket ticket, CancellationToken ct)
    {
        if (ticket.Customer is not { } customer)
            return (null, []);
        try
        {
            return (await contacts.FindAsync(customer, ct), await orders.ListAsync(customer, ct));
        }
        catch (OrdersUnavailableException)
        {
            // Agents answer without the shop's data, too.
            return (null, null);
        }
    }
}

/// <summary>An agent, and the network address that they work from; <c>null</c> when there is none.</summary>
public sealed record AgentAtWork(Agent Agent, string? Address);
