using SupportBot.Core.Handoff;
using SupportBot.Core.Identity;
using SupportBot.Core.Orders;

namespace SupportBot.AgentConsole;

/// <summary>All that the console asks of the desk and looks up about customers, by one agent; the only place where it does.
/// Callers may be concurrent.</summary>
public sealed class ConsoleDesk(IHandoffDesk desk, Transcripts transcripts, IOrders orders, SqlCustomerContacts contacts)
{
    /// <summary>The open handoffs.</summary>
    public async Task<IReadOnlyList<HandoffTicket>> ListOpenAsync(CancellationToken ct)
    {
        var open = new List<HandoffTicket>();
        foreach (var state in new[] { HandoffState.Requested, HandoffState.Queued, HandoffState.Accepted })
            open.AddRange(await desk.ListAsync(state, null, ct));
        return open;
    }

    /// <inheritdoc cref="IHandoffDesk.ListAsync"/>
    public Task<IReadOnlyList<HandoffTicket>> ListAsync(HandoffState? state, string? words, CancellationToken ct) => desk.ListAsync(state, words, ct);

    /// <summary>One ticket that is said to have changed.</summary>
    public Task<HandoffTicket?> FindAsync(string id, CancellationToken ct) => desk.FindAsync(id, ct);

    /// <returns>The handoff with its customer, or <c>null</c> when there is none with this id.</returns>
    public async Task<DeskFile?> OpenAsync(string id, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } ticket)
            return null;
        var (contact, theirs) = await CustomerAsync(ticket, ct);
        return new(ticket, await transcripts.ReadAsync(ticket.Conversation, ct), await desk.StepsAsync(id, ct), contact, theirs);
    }

    /// <returns>The same with what has happened since; the shop's data as they were.</returns>
    public async Task<DeskFile> RefreshAsync(DeskFile file, CancellationToken ct) => await desk.FindAsync(file.Ticket.Id, ct) is { } ticket
        ? file with { Ticket = ticket, Lines = await transcripts.ReadAsync(ticket.Conversation, ct), Steps = await desk.StepsAsync(ticket.Id, ct) }
        : file;

    /// <inheritdoc cref="IHandoffDesk.AcceptAsync"/>
    public Task<DeskResult> AcceptAsync(Agent agent, string id, CancellationToken ct) => desk.AcceptAsync(id, agent, ct);

    /// <inheritdoc cref="IHandoffDesk.SayAsync"/>
    public Task<DeskResult> SayAsync(Agent agent, string id, string text, string? messageId, CancellationToken ct) => desk.SayAsync(id, agent, text, messageId, ct);

    /// <inheritdoc cref="IHandoffDesk.NoteAsync"/>
    public Task<DeskResult> NoteAsync(Agent agent, string id, string text, CancellationToken ct) => desk.NoteAsync(id, agent, text, ct);

    /// <inheritdoc cref="IHandoffDesk.TypeAsync"/>
    public Task<DeskResult> TypeAsync(Agent agent, string id, CancellationToken ct) => desk.TypeAsync(id, agent, ct);

    /// <inheritdoc cref="IHandoffDesk.ReleaseAsync"/>
    public Task<DeskResult> ReleaseAsync(Agent agent, string id, CancellationToken ct) => desk.ReleaseAsync(id, agent, ct);

    /// <inheritdoc cref="IHandoffDesk.CloseAsync"/>
    public Task<DeskResult> CloseAsync(Agent agent, string id, string resolution, bool returnToBot, CancellationToken ct) =>
        desk.CloseAsync(id, agent, resolution, returnToBot, ct);

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
