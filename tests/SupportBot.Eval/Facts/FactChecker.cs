using SupportBot.Eval.Shop;

namespace SupportBot.Eval.Facts;

/// <summary>Compares what replies state with the rows of the orders that they are about.</summary>
internal sealed class FactChecker(ShopRows shop)
{
    public ReplyReading Read(string reply, IReadOnlyList<OrderRow> about, DateOnly today) => new(reply, about, shop, today);

    /// <returns>What the reply states and no row bears out; empty for a true reply.</returns>
    public static IReadOnlyList<string> WrongFacts(ReplyReading reply) =>
    [
        .. reply.Strangers,
        .. reply.Parts.SelectMany(part => part.Dates.Where(date => !part.About.Any(order => DaysOf(order, date.Role).Any(date.Claim.Fits))).Select(date => $"«{date.Claim.Text}» ({date.Role}) is no date of the order")),
        .. reply.Parts.SelectMany(part => part.Amounts.Where(amount => !(part.IsOfAll ? FactsOf.TotalOf(part.About, amount.Role) : part.About.SelectMany(order => SumsOf(order, amount.Role)))
            .Any(sum => amount.Claim.Is(sum.Minor, sum.Currency))).Select(amount => $"«{amount.Claim.Text}» ({amount.Role}) is no amount of the order")),
        .. reply.Parts.Where(part => part.About.Count > 0).SelectMany(part => part.Statuses.Where(status => !part.About.Any(status.IsTrueOf)).Select(status => $"«{status.Text}» ({status.Saying}) is not so")),
    ];

    /// <summary>Whether the reply tells all recorded facts that were asked for.</summary>
    public static bool Tells(ReplyReading reading, string reply, FactWish wish) =>
        wish.Topics is [FactTopic.Sum] ? FactsOf.HoldsSums(reading, FactsOf.TotalOf(wish.Orders, Role.Paid))
            : wish.Topics is [FactTopic.Late] ? FactsOf.LateOf(wish.Orders, reading.Today).All(order => Sets.WholeTokens.Holds(reply, order.Id))
            : wish.Topics.Count == 0 ? TellsList(reply, wish.Orders)
            : wish.Topics.Where(topic => FactsOf.IsRecorded(wish.Orders[0], topic)).All(topic => FactsOf.Holds(reading, reply, wish.Orders[0], topic));

    internal static IEnumerable<DateOnly> DaysOf(OrderRow order, Role role) => role switch
    {
        Role.Bought => Days(order.Bought),
        Role.Shipped => Days([order.Shipped, .. order.Parcels.Select(parcel => parcel.Shipped)]),
        Role.Delivered => Days([order.Delivered, .. order.Parcels.Select(parcel => parcel.Delivered)]),
        Role.Expected => Days([.. order.Parcels.Select(parcel => parcel.Estimated)]),
        Role.Paid => Days([.. order.Payments.Where(payment => !payment.IsRefund).Select(payment => payment.Paid)]),
        Role.Refunded => Days([.. order.Payments.Where(payment => payment.IsRefund).Select(payment => payment.Paid)]),
        Role.Unrecorded => [],
        _ => order.Days,
    };

    internal static IEnumerable<(long Minor, string? Currency)> SumsOf(OrderRow order, Role role) => role switch
    {
        Role.Paid => FactsOf.Payments(order, isRefund: false),
        Role.Refunded => FactsOf.Payments(order, isRefund: true),
        Role.Total => [.. FactsOf.Totals(order), .. FactsOf.Payments(order, isRefund: false)],
        Role.Price => FactsOf.Prices(order),
        _ => [.. FactsOf.Payments(order, false), .. FactsOf.Payments(order, true), .. FactsOf.Totals(order), .. FactsOf.Prices(order)],
    };

    private static IEnumerable<DateOnly> Days(params ReadOnlySpan<DateOnly?> days) => [.. days.ToArray().OfType<DateOnly>()];

    /// <summary>A long list may end after ten, when it says how many there are.</summary>
    private static bool TellsList(string reply, IReadOnlyList<OrderRow> orders)
    {
        var told = orders.Count(order => Sets.WholeTokens.Holds(reply, order.Id));
        return told == orders.Count || (told >= 10 && Sets.WholeTokens.Holds(reply, orders.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }
}
