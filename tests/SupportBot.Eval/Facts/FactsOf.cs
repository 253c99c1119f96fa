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

    private static bool HoldsSums(ReplyReading reading, IEnumerable<(long Minor, string? Currency)> sums) =>
        sums.All(sum => reading.Parts.SelectMany(part => part.Amounts).Any(amount => amount.Claim.Is(sum.Minor, sum.Currency)));

    private static bool HoldsStatus(ReplyReading reading, OrderRow order)
    {
        var said = reading.Parts.SelectMany(part => part.Statuses).ToList();
        return said.Exists(claim => claim.Saying is Saying.Is or Saying.IsExactly && (claim.Status == order.Status
            || (order.Status == "shipped" && claim.Status == StatusClaim.OnItsWay)
            || (order.Status == "invoiced" && claim.Status == StatusClaim.Confirmed)));
    }
}
