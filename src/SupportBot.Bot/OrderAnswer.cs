using System.Globalization;
using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;

namespace SupportBot.Bot;

/// <summary>Tells the facts of an order: always its number and status, then what was asked for. What the database doesn't
/// have is said to be «not recorded».</summary>
internal sealed class OrderAnswer(CultureInfo culture)
{
    /// <param name="about">The topics asked for; none means where the order stands.</param>
    public string Tell(Order order, IReadOnlyList<Topic> about)
    {
        var topics = about.Count == 0 ? [Topic.Status] : about;
        var sentences = new List<string> { Say($"StatusIs.{order.Status}", order.Id) };
        foreach (var topic in topics)
            sentences.AddRange(TellAbout(order, topic));
        return string.Join(' ', sentences.Distinct());
    }

    /// <summary>One line that tells an order from the customer's others.</summary>
    public string Line(Order order)
    {
        var date = order.Purchased is { } day ? Replies.Day(culture, day) : Say("DateUnknown");
        var product = order.Items is [var first, ..] ? $" · {first.ProductName}" : "";
        return Say("OrderLine", order.Id, Replies.StatusWord(culture, order.Status), date, product);
    }

    private IEnumerable<string> TellAbout(Order order, Topic topic) => topic switch
    {
        Topic.Status => Course(order),
        Topic.Shipping => [Shipped(order)],
        Topic.Delivery => [Delivery(order)],
        Topic.Payment => Payments(order),
        Topic.Items => [Items(order)],
        Topic.Total => [Total(order)],
        Topic.Address => [Say("AddressUnknown")],
        Topic.Tracking => Tracking(order),
        _ => throw new ArgumentOutOfRangeException(nameof(topic), topic, "Unknown topic."),
    };

    private IEnumerable<string> Course(Order order)
    {
        yield return order.Purchased is { } bought ? Say("Purchased", Day(bought)) : Say("PurchasedUnknown");
        if (order.Shipped is not null || order.Status is OrderStatus.Shipped or OrderStatus.Delivered)
            yield return Shipped(order);
        if (order.Delivered is not null || order.Status == OrderStatus.Delivered)
            yield return Delivery(order);
        else if (order.Status == OrderStatus.Shipped && EstimatedDay(order) is { } day)
            yield return Say("Estimated", Day(day));
    }

    private string Shipped(Order order) => order.Shipped is { } day ? Say("Shipped", Day(day)) : Say("ShippedUnknown");

    private string Delivery(Order order)
    {
        if (order.Delivered is { } day)
            return Say("Delivered", Day(day));
        var waits = order.Status is OrderStatus.Pending or OrderStatus.Processing or OrderStatus.Invoiced or OrderStatus.Shipped;
        return waits && EstimatedDay(order) is { } estimated ? Say("Estimated", Day(estimated)) : Say("DeliveredUnknown");
    }

    private static DateOnly? EstimatedDay(Order order) => order.Shipments?.Max(parcel => parcel.Estimated);

    private IEnumerable<string> Payments(Order order)
    {
        if (order.Payments is not { Count: > 0 } payments)
            return [Say("PaymentUnknown")];
        return payments.Select(payment => Say(
            payment.Kind == PaymentKind.Refund ? "Refunded" : "Paid",
            payment.AmountMinor is { } amount ? Replies.Money(culture, amount, payment.Currency) : Say("PaidUnknownAmount"),
            string.IsNullOrWhiteSpace(payment.Method) ? "" : Say("PaidBy", payment.Method),
            payment.Paid is { } day ? Say("PaidOn", Day(day)) : "",
            string.IsNullOrWhiteSpace(payment.Status) ? "" : Say("PaidStatus", payment.Status)));
    }

    private string Items(Order order)
    {
        if (order.Items is not { Count: > 0 } items)
            return Say("ItemsUnknown");
        var lines = items.Select(item => item.UnitPriceMinor is { } price
            ? Say("ItemPriced", item.Quantity, item.ProductName, Replies.Money(culture, price, item.Currency))
            : Say("Item", item.Quantity, item.ProductName)).ToList();
        return Say("Items", lines.Count == 1 ? lines[0] : string.Join(", ", lines[..^1]) + Say("And") + lines[^1]);
    }

    private string Total(Order order)
    {
        var items = order.Items ?? [];
        var currencies = items.Select(item => item.Currency).Distinct().ToList();
        return currencies.Count == 1 && items.All(item => item.UnitPriceMinor is not null)
            ? Say("Total", Replies.Money(culture, items.Sum(item => item.UnitPriceMinor!.Value * item.Quantity), currencies[0]))
            : Say("TotalUnknown");
    }

    private IEnumerable<string> Tracking(Order order)
    {
        var known = (order.Shipments ?? []).Where(parcel => parcel.Carrier is not null || parcel.TrackingNumber is not null).ToList();
        if (known.Count == 0)
            return [Say("TrackingUnknown")];
        return known.Select(parcel => parcel switch
        {
            { Carrier: null } => Say("ParcelWithoutCarrier", parcel.TrackingNumber),
            { TrackingNumber: null } => Say("ParcelWithoutNumber", parcel.Carrier),
            _ => Say("Parcel", parcel.Carrier, parcel.TrackingNumber),
        });
    }

    private string Day(DateOnly day) => Replies.Day(culture, day);

    private string Say(string key, params ReadOnlySpan<object?> values) => Replies.Say(culture, key, values);
}
