using SupportBot.Eval.Sets;
using SupportBot.Eval.Shop;

namespace SupportBot.Eval.Facts;

/// <summary>The facts of an order by topic: whether the rows have them, and whether a reply holds them.</summary>
internal static class FactsOf
{
    public static bool IsRecorded(OrderRow order, FactTopic topic) => topic switch
    {
        FactTopic.Status => order.Status is not null,
        FactTopic.Shipped or FactTopic.Delivered or FactTopic.Bought => Days(order, topic).Any(),
        FactTopic.Expected => Days(order, topic).Any(),
        FactTopic.Paid => Payments(order, isRefund: false).Any(),
        FactTopic.PaidBy => Methods(order).Any(),
        FactTopic.Refunded => Payments(order, isRefund: true).Any(),
        FactTopic.Items => order.Items.Count > 0,
        FactTopic.Total => ItemTotal(order) is not null,
        FactTopic.Tracking => order.Parcels.Any(parcel => parcel.Tracking is not null),
        _ => order.Parcels.Any(parcel => parcel.Carrier is not null),
    };

    /// <summary>Whether the rows tell what is asked of all orders.</summary>
    public static bool IsRecorded(FactWish wish, DateOnly today) => wish.Topics switch
    {
        [FactTopic.Sum] => wish.Orders.All(order => order.Payments.Count > 0 || order.Status is "pending" or "cancelled")
            && wish.Orders.SelectMany(order => order.Payments).Where(IsDone).All(payment => payment.AmountMinor is not null) && TotalOf(wish.Orders, Role.Paid).Any(),
        [FactTopic.Late] => LateOf(wish.Orders, today).Any(),
        _ => true,
    };

    /// <summary>What orders come to together, by currency: paid, refunded, or the prices of what is in them.</summary>
    public static IEnumerable<(long Minor, string? Currency)> TotalOf(IReadOnlyList<OrderRow> orders, Role role)
    {
        IEnumerable<(long Minor, string? Currency)> ByCurrency(IEnumerable<(long Minor, string? Currency)> sums) =>
            sums.GroupBy(sum => sum.Currency).Select(group => (group.Sum(sum => sum.Minor), group.Key));
        IEnumerable<(long Minor, string? Currency)> Money(bool isRefund) => ByCurrency(orders.SelectMany(order => order.Payments)
            .Where(payment => payment.IsRefund == isRefund && payment.AmountMinor is not null && IsDone(payment)).Select(payment => (payment.AmountMinor!.Value, payment.Currency)));
        return role switch
        {
            Role.Paid => Money(isRefund: false),
            Role.Refunded => Money(isRefund: true),
            _ => Money(isRefund: false).Concat(ByCurrency(orders.SelectMany(Totals))),
        };
    }

    /// <summary>Orders that should have come by now; where none waits, those that came after their day.</summary>
    public static IReadOnlyList<OrderRow> LateOf(IReadOnlyList<OrderRow> orders, DateOnly today)
    {
        var waiting = orders.Where(order => Due(order) < today && !Days(order, FactTopic.Delivered).Any() && order.Status is "pending" or "processing" or "invoiced" or "shipped").ToList();
        return waiting.Count > 0 ? waiting : [.. orders.Where(order => ArrivedAll(order) > Due(order))];
    }

    private static DateOnly? Due(OrderRow order) => order.Parcels.Max(parcel => parcel.Estimated);

    private static DateOnly? ArrivedAll(OrderRow order) => order.Delivered ?? (order.Parcels.Count > 0 && order.Parcels.All(parcel => parcel.Delivered is not null) ? order.Parcels.Max(parcel => parcel.Delivered) : null);

    public static bool IsDone(PaymentRow payment) =>
        payment.Status?.ToLowerInvariant() is not ("pending" or "open" or "failed" or "declined" or "authorized" or "authorised" or "processing" or "cancelled" or "voided" or "due");

    public static bool Holds(ReplyReading reading, string reply, OrderRow order, FactTopic topic) => topic switch
    {
        FactTopic.Status => HoldsStatus(reading, order),
        FactTopic.Shipped or FactTopic.Delivered or FactTopic.Bought or FactTopic.Expected => HoldsOneDay(reading, Days(order, topic)),
        FactTopic.Paid => HoldsSums(reading, Payments(order, isRefund: false)),
        FactTopic.PaidBy => Methods(order).All(method => WholeTokens.Holds(reply, method)),
        FactTopic.Refunded => HoldsSums(reading, Payments(order, isRefund: true)),
        FactTopic.Items => order.Items.All(item => WholeTokens.Holds(reply, item.Product)),
        FactTopic.Total => HoldsSums(reading, [ItemTotal(order)!.Value]),
        FactTopic.Tracking => order.Parcels.Select(parcel => parcel.Tracking).OfType<string>().All(number => WholeTokens.Holds(reply, number)),
        _ => order.Parcels.Select(parcel => parcel.Carrier).OfType<string>().All(carrier => WholeTokens.Holds(reply, carrier)),
    };

    public static IEnumerable<(long Minor, string? Currency)> Payments(OrderRow order, bool isRefund) =>
        order.Payments.Where(payment => payment.IsRefund == isRefund && payment.AmountMinor is not null).Select(payment => (payment.AmountMinor!.Value, payment.Currency));

    public static IEnumerable<(long Minor, string? Currency)> Prices(OrderRow order) =>
        order.Items.Where(item => item.PriceMinor is not null).SelectMany(item => new[] { (item.PriceMinor!.Value, item.Currency), (item.PriceMinor.Value * item.Quantity, item.Currency) });

    public static IEnumerable<(long Minor, string? Currency)> Totals(OrderRow order) => ItemTotal(order) is { } total ? [total] : [];

    private static (long Minor, string? Currency)? ItemTotal(OrderRow order) =>
        order.Items.Count > 0 && order.Items.All(item => item.PriceMinor is not null) && order.Items.Select(item => item.Currency).Distinct().Count() == 1
            ? (order.Items.Sum(item => item.PriceMinor!.Value * item.Quantity), order.Items[0].Currency)
            : null;

    private static IEnumerable<string> Methods(OrderRow order) => order.Payments.Where(payment => !payment.IsRefund).Select(payment => payment.Method).OfType<string>().Distinct();

    private static IEnumerable<DateOnly> Days(OrderRow order, FactTopic topic) => topic switch
    {
        FactTopic.Shipped => FactChecker.DaysOf(order, Role.Shipped),
        FactTopic.Bought => FactChecker.DaysOf(order, Role.Bought),
        FactTopic.Expected => FactChecker.DaysOf(order, Role.Expected),
        _ => FactChecker.DaysOf(order, Role.Delivered),
    };

    /// <summary>Order and parcel may have different days, and an order several parcels: one of their days answers.</summary>
    private static bool HoldsOneDay(ReplyReading reading, IEnumerable<DateOnly> days) =>
        days.Any(day => reading.Parts.SelectMany(part => part.Dates).Any(date => date.Claim.IsDay && date.Claim.Fits(day)));

    public static bool HoldsSums(ReplyReading reading, IEnumerable<(long Minor, string? Currency)> sums) =>
        sums.All(sum => reading.Parts.SelectMany(part => part.Amounts).Any(amount => amount.Claim.Is(sum.Minor, sum.Currency)));

    private static bool HoldsStatus(ReplyReading reading, OrderRow order)
    {
        var said = reading.Parts.SelectMany(part => part.Statuses).ToList();
        return said.Exists(claim => claim.Saying is Saying.Is or Saying.IsExactly && (claim.Status == order.Status
            || (order.Status == "shipped" && claim.Status == StatusClaim.OnItsWay)
            || (order.Status == "invoiced" && claim.Status == StatusClaim.Confirmed)));
    }
}
