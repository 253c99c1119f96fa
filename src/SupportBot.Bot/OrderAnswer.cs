using System.Globalization;
using System.Text.RegularExpressions;
using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;

namespace SupportBot.Bot;

/// <summary>Tells the facts of an order: always its number and status, then what was asked for. What the database doesn't
/// have is said to be «not recorded».</summary>
internal sealed partial class OrderAnswer(CultureInfo culture)
{
    // The words that a model finds are English, as the templates are.
    private const string Language = "en";

    /// <param name="about">The topics asked for; none means where the order stands.</param>
    public string Tell(Order order, IReadOnlyList<Topic> about) => Join(Sentences(order, about));

    /// <summary>What a model may know to word the answer: which facts there are, none of their values.</summary>
    public FactNames Names(Order order, IReadOnlyList<Topic> about) =>
        new(order.Status, Topics(about), [.. Values(Sentences(order, about)).Keys], Language);

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
        if (!Topics(about).Contains(Topic.Status) || StatusWords.Tell(order.Status, Placeholder().Replace(composed, "")))
            told.Add(Fact.Status);
        return Join([new Sentence(text, []), .. sentences.Where(sentence => sentence.Facts.Count == 0 || sentence.Facts.Any(fact => !told.Contains(fact.Name)))]);
    }

    /// <summary>One line that tells an order from the customer's others.</summary>
    public string Line(Order order)
    {
        var date = order.Purchased is { } day ? Replies.Day(culture, day) : Say("DateUnknown");
        var product = order.Items is [var first, ..] ? $" · {first.ProductName}" : "";
        return Say("OrderLine", order.Id, Replies.StatusWord(culture, order.Status), date, product);
    }

    private static IReadOnlyList<Topic> Topics(IReadOnlyList<Topic> about) => about.Count == 0 ? [Topic.Status] : about;

    private static string Join(IEnumerable<Sentence> sentences) => string.Join(' ', sentences.Select(sentence => sentence.Text).Distinct());

    /// <summary>The value of each fact that the sentences tell, in their order; several of one name become a list.</summary>
    private Dictionary<string, string> Values(IReadOnlyList<Sentence> sentences) => sentences.SelectMany(sentence => sentence.Facts)
        .GroupBy(fact => fact.Name).ToDictionary(group => group.Key, group => List([.. group.Select(fact => fact.Value).Distinct()]));

    private List<Sentence> Sentences(Order order, IReadOnlyList<Topic> about)
    {
        var id = (Fact.Order, order.Id);
        var status = order.Status == OrderStatus.NotRecorded
            ? new Sentence(Say($"StatusIs.{order.Status}", order.Id), [id])
            : new Sentence(Say($"StatusIs.{order.Status}", order.Id), [id, (Fact.Status, Replies.StatusWord(culture, order.Status))]);
        return [.. Topics(about).SelectMany(topic => TellAbout(order, topic)).Prepend(status).DistinctBy(sentence => sentence.Text)];
    }

    private IEnumerable<Sentence> TellAbout(Order order, Topic topic) => topic switch
    {
        Topic.Status => Course(order),
        Topic.Shipping => [Shipped(order)],
        Topic.Delivery => [Delivery(order)],
        Topic.Payment => Payments(order),
        Topic.Items => [Items(order)],
        Topic.Total => [Total(order)],
        Topic.Address => [NotRecorded("AddressUnknown")],
        Topic.Tracking => Tracking(order),
        _ => throw new ArgumentOutOfRangeException(nameof(topic), topic, "Unknown topic."),
    };

    private IEnumerable<Sentence> Course(Order order)
    {
        yield return order.Purchased is { } bought ? Dated("Purchased", Fact.BoughtOn, bought) : NotRecorded("PurchasedUnknown");
        if (order.Shipped is not null || order.Status is OrderStatus.Shipped or OrderStatus.Delivered)
            yield return Shipped(order);
        if (order.Delivered is not null || order.Status == OrderStatus.Delivered)
            yield return Delivery(order);
        else if (order.Status == OrderStatus.Shipped && EstimatedDay(order) is { } day)
            yield return Dated("Estimated", Fact.ExpectedOn, day);
    }

    private Sentence Shipped(Order order) => order.Shipped is { } day ? Dated("Shipped", Fact.ShippedOn, day) : NotRecorded("ShippedUnknown");

    private Sentence Delivery(Order order)
    {
        if (order.Delivered is { } day)
            return Dated("Delivered", Fact.DeliveredOn, day);
        var waits = order.Status is OrderStatus.Pending or OrderStatus.Processing or OrderStatus.Invoiced or OrderStatus.Shipped;
        return waits && EstimatedDay(order) is { } estimated ? Dated("Estimated", Fact.ExpectedOn, estimated) : NotRecorded("DeliveredUnknown");
    }

    private static DateOnly? EstimatedDay(Order order) => order.Shipments?.Max(parcel => parcel.Estimated);

    private IEnumerable<Sentence> Payments(Order order)
    {
        if (order.Payments is not { Count: > 0 } payments)
            return [NotRecorded("PaymentUnknown")];
        return payments.Select(payment =>
        {
            object?[] parts =
            [
                payment.AmountMinor is { } amount ? Replies.Money(culture, amount, payment.Currency) : Say("PaidUnknownAmount"),
                string.IsNullOrWhiteSpace(payment.Method) ? "" : Say("PaidBy", payment.Method),
                payment.Paid is { } day ? Say("PaidOn", Day(day)) : "",
                string.IsNullOrWhiteSpace(payment.Status) ? "" : Say("PaidStatus", payment.Status),
            ];
            var (key, fact) = payment.Kind == PaymentKind.Refund ? ("Refunded", Fact.Refunded) : ("Paid", Fact.Paid);
            return new Sentence(Say(key, parts), [(fact, string.Concat(parts))]);
        });
    }

    private Sentence Items(Order order)
    {
        if (order.Items is not { Count: > 0 } items)
            return NotRecorded("ItemsUnknown");
        var list = List([.. items.Select(item => item.UnitPriceMinor is { } price
            ? Say("ItemPriced", item.Quantity, item.ProductName, Replies.Money(culture, price, item.Currency))
            : Say("Item", item.Quantity, item.ProductName))]);
        return new Sentence(Say("Items", list), [(Fact.Items, list)]);
    }

    private Sentence Total(Order order)
    {
        var items = order.Items ?? [];
        var currencies = items.Select(item => item.Currency).Distinct().ToList();
        if (currencies.Count != 1 || items.Any(item => item.UnitPriceMinor is null))
            return NotRecorded("TotalUnknown");
        var total = Replies.Money(culture, items.Sum(item => item.UnitPriceMinor!.Value * item.Quantity), currencies[0]);
        return new Sentence(Say("Total", total), [(Fact.Total, total)]);
    }

    /// <summary>Only one parcel can be told in words of a model's; with several, each number stands with its carrier.</summary>
    private IEnumerable<Sentence> Tracking(Order order)
    {
        var known = (order.Shipments ?? []).Where(parcel => parcel.Carrier is not null || parcel.TrackingNumber is not null).ToList();
        if (known.Count == 0)
            return [NotRecorded("TrackingUnknown")];
        return known.Select(parcel => parcel switch
        {
            { Carrier: null } => new Sentence(Say("ParcelWithoutCarrier", parcel.TrackingNumber), []),
            { TrackingNumber: null } => new Sentence(Say("ParcelWithoutNumber", parcel.Carrier), []),
            _ => new Sentence(
                Say("Parcel", parcel.Carrier, parcel.TrackingNumber),
                known.Count == 1 ? [(Fact.Carrier, parcel.Carrier), (Fact.Tracking, parcel.TrackingNumber)] : []),
        });
    }

    private Sentence Dated(string key, string fact, DateOnly day) => new(Say(key, Day(day)), [(fact, Day(day))]);

    private Sentence NotRecorded(string key) => new(Say(key), []);

    private string List(IReadOnlyList<string> parts) => parts.Count == 1 ? parts[0] : string.Join(", ", parts.SkipLast(1)) + Say("And") + parts[^1];

    private string Day(DateOnly day) => Replies.Day(culture, day);

    private string Say(string key, params ReadOnlySpan<object?> values) => Replies.Say(culture, key, values);

    [GeneratedRegex(@"\{(?<name>[a-z_]+)\}")]
    private static partial Regex Placeholder();

    /// <param name="Facts">The facts that it tells; none for what isn't recorded or only code may say.</param>
    private sealed record Sentence(string Text, IReadOnlyList<(string Name, string Value)> Facts);
}
