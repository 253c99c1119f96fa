using SupportBot.Core.Customers;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Handoff;

/// <summary>All that the console asks of the desk and looks up about customers, by one agent; the only place where it does.
/// Every look goes by <see cref="AgentDesk"/> first, which logs it. Callers may be concurrent, and every member may throw
/// <see cref="AuditUnavailableException"/>.</summary>
public sealed class ConsoleDesk(AgentDesk desk, IHandoffDesk handoffs, Transcripts transcripts, IOrders orders, SqlCustomerContacts contacts)
{
    /// <summary>The open handoffs.</summary>
    public async Task<IReadOnlyList<HandoffTicket>> ListOpenAsync(AgentAtWork by, CancellationToken ct) =>
        [.. (await desk.ListAsync(by, new HandoffFilter(null, null, null, null), ct)).Where(ticket => ticket.IsOpen)];

    /// <summary>The handoffs that fit.</summary>
    public Task<IReadOnlyList<HandoffTicket>> ListAsync(AgentAtWork by, HandoffFilter filter, CancellationToken ct) => desk.ListAsync(by, filter, ct);

    /// <summary>Those that timed out and nobody has seen to.</summary>
    public Task<IReadOnlyList<HandoffTicket>> ListToAnswerAsync(AgentAtWork by, CancellationToken ct) => ListAsync(by, new HandoffFilter(NeedsFollowUp: true), ct);

    /// <inheritdoc cref="AgentDesk.WatchAsync"/>
    public Task<HandoffTicket?> FindAsync(AgentAtWork by, string id, ISet<string> shown, CancellationToken ct) => desk.WatchAsync(by, id, shown, ct);

    /// <returns>The handoff with its customer, or <c>null</c> when there is none with this id.</returns>
    public async Task<DeskFile?> OpenAsync(AgentAtWork by, string id, CancellationToken ct)
    {
        if (await desk.OpenAsync(by, id, ct) is not { } file)
            return null;
        var (contact, theirs) = await CustomerAsync(file.Ticket, ct);
        return new(file.Ticket, file.Lines, file.Steps, contact, theirs) { EarlierLines = file.EarlierLines, Tried = file.Summary.Tried };
    }

    /// <returns>The same with what has happened since; the shop's data as they were.</returns>
    public async Task<DeskFile> RefreshAsync(DeskFile file, CancellationToken ct)
    {
        if (await handoffs.FindAsync(file.Ticket.Id, ct) is not { } ticket)
            return file;
        var newest = await transcripts.ReadAsync(ticket.Conversation, ct);
        return file.WithNewest(newest) with { Ticket = ticket, Steps = await handoffs.StepsAsync(ticket.Id, ct) };
    }

    /// <returns>A page of the lines before those that are shown; <c>null</c> when there is none.</returns>
    public async Task<TranscriptPage?> EarlierAsync(AgentAtWork by, DeskFile file, CancellationToken ct) =>
        file.EarlierLines > 0 && await desk.OpenAsync(by, file.Ticket.Id, new TranscriptRange(Before: file.Lines[0].Place), ct) is { } earlier
            ? new(earlier.Lines, earlier.EarlierLines, earlier.LaterLines)
            : null;

    /// <inheritdoc cref="IHandoffDesk.AcceptAsync"/>
    public Task<DeskResult> AcceptAsync(AgentAtWork by, string id, CancellationToken ct) => desk.AcceptAsync(by, id, ct);

    /// <inheritdoc cref="IHandoffDesk.SayAsync"/>
    public Task<DeskResult> SayAsync(AgentAtWork by, string id, string text, string? messageId, CancellationToken ct) => desk.SayAsync(by, id, text, messageId, ct);

    /// <inheritdoc cref="IHandoffDesk.NoteAsync"/>
    public Task<DeskResult> NoteAsync(AgentAtWork by, string id, string text, string? messageId, CancellationToken ct) => desk.NoteAsync(by, id, text, messageId, ct);

    /// <inheritdoc cref="IHandoffDesk.TypeAsync"/>
    public Task<DeskResult> TypeAsync(AgentAtWork by, string id, CancellationToken ct) => desk.TypeAsync(by, id, ct);

    /// <inheritdoc cref="IHandoffDesk.ReleaseAsync"/>
    public Task<DeskResult> ReleaseAsync(AgentAtWork by, string id, CancellationToken ct) => desk.ReleaseAsync(by, id, ct);

    /// <inheritdoc cref="IHandoffDesk.CloseAsync"/>
    public Task<DeskResult> CloseAsync(AgentAtWork by, string id, string resolution, bool returnToBot, CancellationToken ct) =>
        desk.CloseAsync(by, id, resolution, returnToBot, ct);

    /// <inheritdoc cref="IHandoffDesk.FollowUpAsync"/>
    public Task<DeskResult> FollowUpAsync(AgentAtWork by, string id, string resolution, CancellationToken ct) => desk.FollowUpAsync(by, id, resolution, ct);

    private async Task<(CustomerContact? Contact, IReadOnlyList<Order>? Orders)> CustomerAsync(HandoffTicket ticket, CancellationToken ct)
    {
        if (ticket.Customer is not { } customer)
            return (null, []);
        try
        {
            return (await contacts.FindAsync(customer, ct), await orders.ListInFullAsync(customer, ct));
        }
        catch (OrdersUnavailableException)
        {
            // Agents answer without the shop's data, too.
            return (null, null);
        }
    }
}
