using SupportBot.Core.Handoff;
using SupportBot.Core.Identity;
using SupportBot.Core.Orders;

namespace SupportBot.Core.Audit;

/// <summary>All that an agent sees of one handoff.</summary>
/// <param name="Contact"><c>null</c> for somebody whom the shop doesn't know, or while the shop's database can't be read.</param>
/// <param name="Orders">All the customer's orders, newest first; <c>null</c> while they can't be read.</param>
public sealed record DeskFile(
    HandoffTicket Ticket,
    IReadOnlyList<TranscriptLine> Lines,
    IReadOnlyList<HandoffStep> Steps,
    CustomerContact? Contact,
    IReadOnlyList<Order>? Orders)
{
    public HandoffSummary Summary => HandoffSummary.Of(Ticket, Lines);

    /// <summary>The customer's name as the shop has it, else as the channel gave it; empty when nobody knows it.</summary>
    public string CustomerName => Contact?.FullName is { Length: > 0 } name ? name : Ticket.CustomerName ?? "";
}
