using SupportBot.Core.Orders;

namespace SupportBot.Core.Handoff;

/// <summary>A handoff with all that is known about it.</summary>
/// <param name="Steps">What happened to it, oldest first.</param>
/// <param name="Entries">A page of its conversation and what was added to it, oldest first.</param>
/// <param name="Contact"><c>null</c> for somebody whom the shop doesn't know, or while the shop's database can't be read.</param>
/// <param name="CustomerOrders">All the customer's orders, newest first; <c>null</c> while they can't be read.</param>
public sealed record HandoffFile(
    HandoffTicket Ticket,
    IReadOnlyList<HandoffStep> Steps,
    IReadOnlyList<TranscriptEntry> Entries,
    CustomerContact? Contact,
    IReadOnlyList<Order>? CustomerOrders)
{
    /// <summary>More entries than a page that come in by themselves push the oldest ones out, or a long conversation would fill the memory.</summary>
    private const int MaxGrowth = TranscriptRange.MaxPage;

    /// <summary>How many entries of the conversation stand before <see cref="Entries"/>.</summary>
    public long Earlier { get; init; }

    /// <summary>How many entries stood behind <see cref="Entries"/> when they were read.</summary>
    public long Later { get; init; }

    /// <summary>How many entries the agent asked for.</summary>
    public int Wanted { get; init; } = Entries.Count;

    public IReadOnlyList<TriedStep> Tried { get; init; } = HandoffSummary.Of(Ticket, Entries).Tried;

    public HandoffSummary Summary => new(Ticket.Reason.Trim(), Ticket.OrderIds, Tried);

    /// <summary>Those orders that the handoff is about, or its candidates; <c>null</c> while they can't be read.</summary>
    public IReadOnlyList<Order>? Orders =>
        CustomerOrders is { } all ? [.. Ticket.OrderIds.Select(id => all.FirstOrDefault(order => order.Id == id)).OfType<Order>()] : null;

    /// <summary>The customer's name as the shop has it, else as the channel gave it; empty when nobody knows it.</summary>
    public string CustomerName => Contact?.FullName is { Length: > 0 } name ? name : Ticket.CustomerName ?? "";

    /// <summary>The same with entries that the agent asked for, which stand before all others.</summary>
    public HandoffFile WithEarlier(TranscriptPage page)
    {
        var first = Entries.Count > 0 ? Entries[0].Place : long.MaxValue;
        IReadOnlyList<TranscriptEntry> entries = [.. page.Entries.Where(entry => entry.Place < first), .. Entries];
        return this with { Entries = entries, Earlier = page.Earlier, Wanted = entries.Count };
    }

    /// <summary>The same with entries that came in since, each once.</summary>
    /// <param name="newest">Entries that follow each other, oldest first.</param>
    public HandoffFile WithNewest(IReadOnlyList<TranscriptEntry> newest)
    {
        if (newest.Count == 0)
            return this;
        // After a gap that nobody told of, the conversation goes on from the page.
        var known = Entries.Count > 0 && Entries[^1].Place + 1 >= newest[0].Place ? Entries : [];
        IReadOnlyList<TranscriptEntry> all = [.. known.Where(entry => entry.Place < newest[0].Place), .. newest,
            .. known.Where(entry => entry.Place > newest[^1].Place)];
        var shown = all.Count > Wanted + MaxGrowth ? [.. all.Skip(all.Count - Math.Max(Wanted, MaxGrowth))] : all;
        return this with { Entries = shown, Earlier = shown[0].Place - 1 };
    }
}
