using SupportBot.Core.Customers;
using SupportBot.Core.Orders;

namespace SupportBot.Core.Handoff;

/// <summary>All that an agent sees of one handoff.</summary>
/// <param name="Lines">The newest lines of its conversation and those before them that the agent asked for, oldest first.</param>
/// <param name="Contact"><c>null</c> for somebody whom the shop doesn't know, or while the shop's database can't be read.</param>
/// <param name="Orders">All the customer's orders, newest first; <c>null</c> while they can't be read.</param>
public sealed record DeskFile(
    HandoffTicket Ticket,
    IReadOnlyList<TranscriptEntry> Lines,
    IReadOnlyList<HandoffStep> Steps,
    CustomerContact? Contact,
    IReadOnlyList<Order>? Orders)
{
    /// <summary>More lines than a page that come in by themselves push the oldest ones out, or a long talk would fill the memory.</summary>
    private const int MaxGrowth = TranscriptRange.MaxPage;

    /// <summary>How many lines of the conversation stand before <see cref="Lines"/>.</summary>
    public long EarlierLines { get; init; }

    /// <summary>How many lines the agent asked for.</summary>
    public int WantedLines { get; init; } = Lines.Count;

    public IReadOnlyList<TriedStep> Tried { get; init; } = HandoffSummary.Of(Ticket, Lines).Tried;

    public HandoffSummary Summary => new(Ticket.Reason.Trim(), Ticket.OrderIds, Tried);

    /// <summary>The customer's name as the shop has it, else as the channel gave it; empty when nobody knows it.</summary>
    public string CustomerName => Contact?.FullName is { Length: > 0 } name ? name : Ticket.CustomerName ?? "";

    /// <summary>The same with lines that the agent asked for, which stand before all others.</summary>
    public DeskFile WithEarlier(TranscriptPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var first = Lines.Count > 0 ? Lines[0].Place : long.MaxValue;
        IReadOnlyList<TranscriptEntry> lines = [.. page.Lines.Where(line => line.Place < first), .. Lines];
        return this with { Lines = lines, EarlierLines = page.Earlier, WantedLines = lines.Count };
    }

    /// <summary>The same with lines that came in since, each once.</summary>
    /// <param name="newest">Lines that follow each other, oldest first.</param>
    public DeskFile WithNewest(IReadOnlyList<TranscriptEntry> newest)
    {
        ArgumentNullException.ThrowIfNull(newest);
        if (newest.Count == 0)
            return this;
        // After a gap that nobody told of, the conversation goes on from the page.
        var known = Lines.Count > 0 && Lines[^1].Place + 1 >= newest[0].Place ? Lines : [];
        IReadOnlyList<TranscriptEntry> all = [.. known.Where(line => line.Place < newest[0].Place), .. newest, .. known.Where(line => line.Place > newest[^1].Place)];
        var shown = all.Count > WantedLines + MaxGrowth ? [.. all.Skip(all.Count - Math.Max(WantedLines, MaxGrowth))] : all;
        return this with { Lines = shown, EarlierLines = shown[0].Place - 1 };
    }
}
