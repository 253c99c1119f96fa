using System.Text.RegularExpressions;

namespace SupportBot.Bot.Replies;

/// <summary>Tells the facts of an order: always its number and status, then what was asked for. What the database doesn't
/// have is said to be «not recorded».</summary>
/// <param name="today">The day of the message, in UTC.</param>
internal sealed partial class OrderAnswer(CultureInfo culture, DateOnly today)
{
    // The words that a model finds are English, as the templates are.
    private const string Language = "en";

    /// <param name="about">The topics asked for; none means where the order stands.</param>
    public string Tell(Order order, IReadOnlyList<Topic> about) => Join(Sentences(order, about));

    /// <summary>What a model may know to word the answer: which facts there are, none of their values.</summary>
    public FactNames Names(Order order, IReadOnlyList<Topic> about) =>
        new(order.Status, [.. Topics(about).Select(KnownToModels).Distinct()], [.. Values(Sentences(order, about)).Keys], Language);

    /// <summary>Whether a composed text has all facts that were to be told; the status may stand in plain words.</summary>
    public static bool TellsAll(FactNames names, string composed) =>
        names.Asked.All(name => name == Fact.Status || composed.Contains($"{{{name}}}", StringComparison.Ordinal));

    /// <summary>Puts the order's facts into a composed text, and adds the written sentences for what it doesn't tell.</summary>
    /// <param name="isWhole">Whether the text is at its end; one that is still being composed gets nothing added.</param>
    public string Fill(Order order, IReadOnlyList<Topic> about, string composed, bool isWhole)
    {
        var sentences = Sentences(order, about);
        var values = Values(sentences);
        var told = Placeholder().Matches(composed).Select(match => match.Groups["name"].Value).ToHashSet();
        // Values are put in once: braces in a product's name stay what they are.
        var text = Placeholder().Replace(composed, match => values[match.Groups["name"].Value]);
        if (!isWhole)
            return text;
        if (!Topics(about).Contains(Topic.Status) || StatusTexts.Tell(order.Status, Placeholder().Replace(composed, "")))
            told.Add(Fact.Status);
        return Join([new Sentence(text, []),
            .. sentences.Where(sentence => sentence.Facts.Count == 0 || sentence.Facts.Any(fact => !told.Contains(fact.Name)))]);
    }

    public bool IsLate(Order order) => OrderDays.IsLate(order, today);

    /// <summary>Several things as a sentence names them.</summary>
    public static string List(CultureInfo culture, IReadOnlyList<string> parts) =>
        parts.Count == 1 ? parts[0] : string.Join(", ", parts.SkipLast(1)) + ReplyTexts.Say(culture, "And") + parts[^1];

    private static Topic KnownToModels(Topic topic) => topic switch { Topic.Refund => Topic.Payment, Topic.Purchase => Topic.Status, _ => topic };

    private static IReadOnlyList<Topic> Topics(IReadOnlyList<Topic> about) => about.Count == 0 ? [Topic.Status] : about;

    private static string Join(IEnumerable<Sentence> sentences) => string.Join(' ', sentences.Select(sentence => sentence.Text).Distinct());

    /// <summary>The value of each fact that the sentences tell, in their order; several of one name become a list.</summary>
    private Dictionary<string, string> Values(IReadOnlyList<Sentence> sentences) => sentences.SelectMany(sentence => sentence.Facts)
        .GroupBy(fact => fact.Name).ToDictionary(group => group.Key, group => List(culture, [.. group.Select(fact => fact.Value).Distinct()]));

    private List<Sentence> Sentences(Order order, IReadOnlyList<Topic> about)
    {
        var id = (Fact.Order, order.Id);
        var status = order.Status == OrderStatus.NotRecorded
            ? new Sentence(Say($"StatusIs.{order.Status}", order.Id), [id])
            : new Sentence(Say($"StatusIs.{order.Status}", order.Id), [id, (Fact.Status, ReplyTexts.StatusWord(culture, order.Status))]);
        // «how much did I pay» asks for one amount, not for the same one twice.
        var isSame = about.Contains(Topic.Payment) && OrderTotal.Of(order) is { } total
            && (order.Payments ?? []).Where(payment => payment.Kind == PaymentKind.Charge).ToList() is [{ IsDone: true } only]
            && only.AmountMinor == total.AmountMinor && only.Currency == total.Currency;
        return [.. Topics(about).Where(topic => topic != Topic.Total || !isSame).SelectMany(topic => TellAbout(order, topic)).Prepend(status)
            .DistinctBy(sentence => sentence.Text)];
    }

    private IEnumerable<Sentence> TellAbout(Order order, Topic topic) => topic switch
    {
        Topic.Status => Course(order),
        Topic.Purchase => [Bought(order)],
        Topic.Shipping => [Shipped(order)],
        Topic.Delivery => [Delivery(order)],
        Topic.Payment => Payments(order),
        Topic.Refund => Refunds(order),
        Topic.Items => [Items(order)],
        Topic.Total => [Total(order)],
        Topic.Address => [NotRecorded("AddressUnknown")],
        Topic.Tracking => Tracking(order),
        _ => throw new ArgumentOutOfRangeException(nameof(topic), topic, "Unknown topic."),
    };

    private IEnumerable<Sentence> Course(Order order)
    {
        yield return Bought(order);
        if (OrderDays.Shipped(order) is not null || order.Status is OrderStatus.Shipped or OrderStatus.Delivered)
            yield return Shipped(order);
        if (OrderDays.Delivered(order) is not null || order.Status == OrderStatus.Delivered)
            yield return Delivery(order);
        else if (OrderDays.Estimated(order) is { } day && (order.Status == OrderStatus.Shipped || IsLate(order)))
            yield return Expected(order, day);
        // Where parcels differ, one sentence for all would be wrong for some.
        foreach (var parcel in AreParcelsAlike(order) ? [] : Parcels(order))
            yield return parcel;
        foreach (var back in Returns(order))
            yield return back;
    }

    private static bool AreParcelsAlike(Order order) => (order.Shipments ?? [])
        .Select(parcel => parcel.Delivered is not null ? OrderStatus.Delivered : parcel.Shipped is not null ? OrderStatus.Shipped : OrderStatus.Processing).Distinct().Count() < 2;

    private IEnumerable<Sentence> Parcels(Order order) =>
        (order.Shipments ?? []).Select((parcel, index) => new Sentence(ParcelText.Of(culture, order, parcel, index + 1), []));

    private IEnumerable<Sentence> Returns(Order order) => (order.Returns ?? []).Select(each => new Sentence(each switch
    {
        { Received: { } day } => Say("ReturnReceived", Day(day)),
        { Requested: { } day } => Say("ReturnRequested", Day(day)),
        _ => Say("ReturnNoted"),
    }, []));

    private Sentence Bought(Order order) => order.Purchased is { } day ? Dated("Purchased", Fact.BoughtOn, day) : NotRecorded("PurchasedUnknown");

    private Sentence Shipped(Order order) =>
        OrderDays.Shipped(order) is { } day ? Dated("Shipped", Fact.ShippedOn, day)
        : order.Status is OrderStatus.Pending or OrderStatus.Processing ? NotRecorded("NotShippedYet")
        : NotRecorded("ShippedUnknown");

    private Sentence Delivery(Order order)
    {
        if (OrderDays.Delivered(order) is { } day)
            return Dated("Delivered", Fact.DeliveredOn, day);
        if (OrderDays.Waits(order) && OrderDays.Estimated(order) is { } estimated)
            return Expected(order, estimated);
        return NotRecorded(order.Status switch
        {
            OrderStatus.Shipped => "NotDeliveredYet",
            OrderStatus.Pending or OrderStatus.Processing => "NotShippedNorExpected",
            OrderStatus.Invoiced => "ExpectedUnknown",
            OrderStatus.Cancelled => "NoDelivery",
            _ => "DeliveredUnknown",
        });
    }

    /// <summary>Only code says that an order is late: rows prove it.</summary>
    private Sentence Expected(Order order, DateOnly day) =>
        IsLate(order) ? new Sentence(Say("Overdue", Day(day)), []) : Dated("Estimated", Fact.ExpectedOn, day);

    private IEnumerable<Sentence> Payments(Order order) =>
        order.Payments is { Count: > 0 } payments ? payments.Select(Told) : [NotRecorded("PaymentUnknown")];

    private IEnumerable<Sentence> Refunds(Order order)
    {
        var refunds = (order.Payments ?? []).Where(payment => payment.Kind == PaymentKind.Refund).ToList();
        return (refunds.Count > 0 ? refunds.Select(Told) : Payments(order).Append(NotRecorded("RefundUnknown"))).Concat(Returns(order));
    }

    private Sentence Told(Payment payment)
    {
        object?[] parts =
        [
            payment.AmountMinor is { } amount ? ReplyTexts.Money(culture, amount, payment.Currency) : Say("PaidUnknownAmount"),
            string.IsNullOrWhiteSpace(payment.Method) ? "" : Say("PaidBy", payment.Method),
            payment.Paid is { } day ? Say("PaidOn", Day(day)) : "",
        ];
        var isRefund = payment.Kind == PaymentKind.Refund;
        // Money that is only on its way was neither paid nor given back; no model words that.
        return payment.IsDone
            ? new Sentence(Say(isRefund ? "Refunded" : "Paid", parts), [(isRefund ? Fact.Refunded : Fact.Paid, string.Concat(parts))])
            : new Sentence(Say(isRefund ? "RefundNotDone" : "PaidNotDone", [.. parts, payment.Status]), []);
    }

    private Sentence Items(Order order)
    {
        if (order.Items is not { Count: > 0 } items)
            return NotRecorded("ItemsUnknown");
        var list = List(culture, [.. items.Select(item => ItemText.WithPrice(culture, item))]);
        return new Sentence(Say("Items", list), [(Fact.Items, list)]);
    }

    private Sentence Total(Order order)
    {
        if (OrderTotal.Of(order) is not { } sum)
            return NotRecorded("TotalUnknown");
        var total = ReplyTexts.Money(culture, sum.AmountMinor, sum.Currency);
        return new Sentence(Say("Total", total), [(Fact.Total, total)]);
    }

    /// <summary>Only one parcel can be told in words of a model's; with several, each number stands with its carrier, contents and days.</summary>
    private IEnumerable<Sentence> Tracking(Order order)
    {
        var known = (order.Shipments ?? []).Where(parcel => parcel.Carrier is not null || parcel.TrackingNumber is not null).ToList();
        if (known.Count == 0)
            return [NotRecorded("TrackingUnknown")];
        if (order.Shipments!.Count > 1)
            return Parcels(order);
        return known.Select(parcel => parcel switch
        {
            { Carrier: null } => new Sentence(Say("ParcelWithoutCarrier", parcel.TrackingNumber), []),
            { TrackingNumber: null } => new Sentence(Say("ParcelWithoutNumber", parcel.Carrier), []),
            _ => new Sentence(Say("Parcel", parcel.Carrier, parcel.TrackingNumber), [(Fact.Carrier, parcel.Carrier), (Fact.Tracking, parcel.TrackingNumber)]),
        });
    }

    private Sentence Dated(string key, string fact, DateOnly day) => new(Say(key, Day(day)), [(fact, Day(day))]);

    private Sentence NotRecorded(string key) => new(Say(key), []);

    private string Day(DateOnly day) => ReplyTexts.Day(culture, day);

    private string Say(string key, params ReadOnlySpan<object?> values) => ReplyTexts.Say(culture, key, values);

    [GeneratedRegex(@"\{(?<name>[a-z_]+)\}")]
    private static partial Regex Placeholder();

    /// <param name="Facts">The facts that it tells; none for what isn't recorded or only code may say.</param>
    private sealed record Sentence(string Text, IReadOnlyList<(string Name, string Value)> Facts);
}
