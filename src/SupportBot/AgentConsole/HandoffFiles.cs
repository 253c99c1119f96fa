using SupportBot.Core.Handoff;
using SupportBot.Core.Identity;
using SupportBot.Core.Orders;

namespace SupportBot.AgentConsole;

/// <summary>Puts together what agents see of a handoff: the one place where the console looks at a customer's data. Callers may be concurrent.</summary>
public sealed class HandoffFiles(IHandoffDesk desk, Transcripts transcripts, IOrders orders, SqlCustomerContacts contacts)
{
    /// <returns>The handoff with its customer, or <c>null</c> when there is none with this id.</returns>
    public async Task<HandoffFile?> OpenAsync(string id, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } ticket)
            return null;
        var (contact, theirs) = await CustomerAsync(ticket, ct);
        return new(ticket, await transcripts.ReadAsync(ticket.Conversation, ct), await desk.StepsAsync(id, ct), contact, theirs);
    }

    /// <returns>The same with what has happened since; the shop's data as they were.</returns>
    public async Task<HandoffFile> RefreshAsync(HandoffFile file, CancellationToken ct) =>
        await desk.FindAsync(file.Ticket.Id, ct) is { } ticket
            ? file with { Ticket = ticket, Lines = await transcripts.ReadAsync(ticket.Conversation, ct), Steps = await desk.StepsAsync(ticket.Id, ct) }
            : file;

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
