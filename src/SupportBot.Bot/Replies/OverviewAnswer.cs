namespace SupportBot.Bot.Replies;

/// <summary>Tells of several orders at once: which and how many they are, what was paid for them, whether all have arrived.
/// Counts and sums are made from rows, by code.</summary>
internal sealed class OverviewAnswer(CultureInfo culture)
{
    /// <summary>How many lines fit a message; the words say «ten», because digits in replies are facts.</summary>
    public const int MaxLines = 10;

    /// <param name="all">All orders of the customer, at least one, newest first.</param>
    /// <param name="fitting">Those asked for, newest first.</param>
    /// <returns>The words, and the orders that they tell of.</returns>
    public (string Text, IReadOnlyList<Order> Told) Tell(IReadOnlyList<Order> all, IReadOnlyList<Order> fitting, Overview wanted, OrderReference reference) =>
        wanted switch
        {
            Overview.Spent => Spent(all, fitting),
            Overview.Arrived => Arrived(all, fitting),
            _ => List(all, fitting, reference),
        };

    private (string, IReadOnlyList<Order>) List(IReadOnlyList<Order> all, IReadOnlyList<Order> fitting, OrderReference reference)
    {
        if (all.Count == 1 && fitting.Count == 1)
            return (Say("OneOrder") + Lines(all), all);
        var shown = fitting.Take(MaxLines).ToList();
        return (Head(all, fitting, reference) + Lines(shown), shown);
    }

    private string Head(IReadOnlyList<Order> all, IReadOnlyList<Order> fitting, OrderReference reference)
    {
        var isLong = fitting.Count > MaxLines;
        if (reference is OrderReference.All && fitting.Count == all.Count)
            return isLong ? Say("OrderCount", all.Count) : Say("AllOrders", all.Count);

        var what = PredicateOf(reference);
        return fitting.Count switch
        {
            0 => NoneOf(all, what),
            1 => Say("Single", all.Count, Say("Is." + what)),
            var count when count == all.Count => Say(isLong ? "EveryNewest" : "Every", count, Say("Are." + what)),
            var count => Say(isLong ? "SomeNewest" : "Some", count, all.Count, Say("Are." + what)),
        };
    }

    private string NoneOf(IReadOnlyList<Order> all, string what) =>
        all.Count == 1 ? Say("NoneOf.One", Say("Is." + what)) : Say("NoneOf", all.Count, Say("Is." + what));

    private static string PredicateOf(OrderReference reference) => reference switch
    {
        OrderReference.Open => "Open",
        OrderReference.Late => "Late",
        OrderReference.InStatus { Status: var status } => status.ToString(),
        OrderReference.Bought => "FromThen",
        _ => "Fitting",
    };

    private (string, IReadOnlyList<Order>) Arrived(IReadOnlyList<Order> all, IReadOnlyList<Order> fitting)
    {
        var waiting = fitting.Where(order => order.Status is not (OrderStatus.Delivered or OrderStatus.Cancelled or OrderStatus.Returned)).ToList();
        if (waiting.Count > 0)
        {
            var (text, told) = List(all, waiting, new OrderReference.Open());
            return (Say("ArrivedNotYet") + " " + text, told);
        }

        var delivered = fitting.Count(order => order.Status == OrderStatus.Delivered);
        var words = (delivered, fitting.Count) switch
        {
            (1, 1) => Say("ArrivedOne", fitting[0].Id),
            (0, _) => Say("ArrivedNone"),
            var (some, of) when some == of => Say("ArrivedAll", of),
            var (some, of) => Say("ArrivedRest", some, of),
        };
        return (words + Lines([.. fitting.Take(MaxLines)]), fitting);
    }

    /// <summary>A sum only where each amount is recorded. Orders not paid yet or called off need no payment.</summary>
    private (string, IReadOnlyList<Order>) Spent(IReadOnlyList<Order> all, IReadOnlyList<Order> fitting)
    {
        if (fitting.Count == 0)
            return (NoneOf(all, "FromThen"), fitting);
        var unknown = fitting.Count(order => order.Payments is not { Count: > 0 } payments
            ? order.Status is not (OrderStatus.Pending or OrderStatus.Cancelled)
            : payments.Any(payment => payment.IsDone && payment.AmountMinor is null));
        var text = unknown == 0 ? Paid(all, fitting)
            : unknown == fitting.Count ? Say("SpentUnknownAll", Orders(unknown)) : Say("SpentUnknown", unknown, Orders(fitting.Count));
        if (fitting.Count > 1 && TotalOf(fitting) is { } total)
            text += " " + Say("SpentItems", ReplyTexts.Money(culture, total.AmountMinor, total.Currency));
        var shown = fitting.Take(MaxLines).ToList();
        return (text + "\n\n" + OrderPicker.Numbered(culture, shown, Total), shown);
    }

    private string Total(Order order) => OrderTotal.Of(order) is { } total ? " · " + ReplyTexts.Money(culture, total.AmountMinor, total.Currency) : "";

    private string Paid(IReadOnlyList<Order> all, IReadOnlyList<Order> fitting)
    {
        var payments = fitting.SelectMany(order => order.Payments ?? []).ToList();
        var sentences = new List<string>
        {
            payments.Exists(payment => payment is { IsDone: true, Kind: PaymentKind.Charge })
                ? Say("Spent", Sum(payments, PaymentKind.Charge), Basis(all, fitting))
                : Say("SpentNothing", Basis(all, fitting)),
        };
        if (payments.Exists(payment => payment is { IsDone: true, Kind: PaymentKind.Refund }))
            sentences.Add(Say("SpentBack", Sum(payments, PaymentKind.Refund)));
        if (payments.Count(payment => !payment.IsDone) is > 0 and var open)
            sentences.Add(open == 1 ? Say("SpentNotDone.One") : Say("SpentNotDone", open));
        return string.Join(' ', sentences);
    }

    /// <summary>What is in these orders, together; <c>null</c> where a price is missing or currencies differ.</summary>
    private static OrderTotal? TotalOf(IReadOnlyList<Order> orders)
    {
        var totals = orders.Select(OrderTotal.Of).ToList();
        return totals.Contains(null) || totals.DistinctBy(total => total!.Currency).Count() > 1 ? null
            : new OrderTotal(totals.Sum(total => total!.AmountMinor), totals[0]!.Currency);
    }

    private string Sum(IReadOnlyList<Payment> payments, PaymentKind kind) => OrderAnswer.List(culture, [.. payments
        .Where(payment => payment.IsDone && payment.Kind == kind)
        .GroupBy(payment => payment.Currency)
        .Select(group => ReplyTexts.Money(culture, group.Sum(payment => payment.AmountMinor!.Value), group.Key))]);

    /// <summary>Of which orders a sum is, so that nobody takes it for another.</summary>
    private string Basis(IReadOnlyList<Order> all, IReadOnlyList<Order> fitting) => (fitting.Count, all.Count) switch
    {
        (_, 1) => Say("OrdersOnly"),
        var (some, of) when some == of => Say("OrdersAll", of),
        var (some, of) => Say("OrdersSome", some, of),
    };

    private string Orders(int count) => count == 1 ? Say("OrdersOne") : Say("OrdersMany", count);

    private string Lines(IReadOnlyList<Order> orders) => orders.Count == 0 ? "" : "\n\n" + OrderPicker.Numbered(culture, orders);

    private string Say(string key, params ReadOnlySpan<object?> values) => ReplyTexts.Say(culture, key, values);
}
