using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Bot.Replies;

/// <summary>Where one order stands, at a glance: its way so far, what is in it, its total, its parcels. Shows what the rows
/// have and no more; what they lack is missing, or said to be not recorded where its place would be empty.</summary>
/// <param name="today">The day of the message, in UTC.</param>
internal sealed class OrderCard(CultureInfo culture, DateOnly today)
{
    private const int MaxItems = 4;
    private const int MaxParcels = 3;

    private static readonly JObject Strong = new() { ["weight"] = "bolder" };
    private static readonly JObject Subtle = new() { ["isSubtle"] = true };
    private static readonly JObject Small = new() { ["isSubtle"] = true, ["size"] = "small" };

    /// <summary>A card helps whoever asks where an order is. Who asks for one fact gets that fact.</summary>
    /// <param name="about">The topics asked for; none means where the order stands.</param>
    public static bool Helps(IReadOnlyList<Topic> about) =>
        about.Count == 0 || about.Any(topic => topic is Topic.Status or Topic.Shipping or Topic.Delivery);

    public Attachment Of(Order order)
    {
        var status = ReplyTexts.StatusWord(culture, order.Status);
        var label = Say("Card.Label", order.Id, status);
        return AdaptiveCard.Of(label, label, Body(order, status));
    }

    private IEnumerable<JObject> Body(Order order, string status)
    {
        yield return AdaptiveCard.Row(
            ("stretch", [AdaptiveCard.Text(Say("Card.Order", order.Id), Strong)]),
            ("auto", [AdaptiveCard.Text(status, LookOf(order.Status), "right")]));
        if (Items(order) is { Length: > 0 } items)
            yield return AdaptiveCard.Text(items, Subtle).Close();
        yield return AdaptiveCard.Row(
            Way(order).Select(step => ("stretch", new[] { AdaptiveCard.Text(step.Name, step.IsDone ? Strong : Subtle), AdaptiveCard.Text(step.When, Small) })))
            .Separated();
        var more = More(order).ToList();
        if (more.Count > 0)
            yield return AdaptiveCard.Row(more.Select(fact => ("stretch", new[] { AdaptiveCard.Text(fact.Name, Small), AdaptiveCard.Text(fact.Value) })))
                .Separated();
    }

    private static JObject LookOf(OrderStatus status) => new()
    {
        ["weight"] = "bolder",
        ["color"] = status switch
        {
            OrderStatus.Delivered => "good",
            OrderStatus.Cancelled or OrderStatus.Returned => "attention",
            OrderStatus.NotRecorded => "default",
            _ => "accent",
        },
    };

    /// <summary>Steps that are done, and those to come while the customer still waits.</summary>
    private IEnumerable<(string Name, string When, bool IsDone)> Way(Order order)
    {
        yield return Done("Card.Ordered", order.Purchased);

        var shipped = OrderDays.Shipped(order);
        if (shipped is not null || order.Status is OrderStatus.Shipped or OrderStatus.Delivered)
            yield return Done("Card.Shipped", shipped);
        else if (OrderDays.Waits(order))
            yield return ToCome("Card.Shipping", Say("Card.NotYet"));

        var delivered = OrderDays.Delivered(order);
        if (delivered is not null || order.Status == OrderStatus.Delivered)
            yield return Done("Card.Delivered", delivered);
        else if (OrderDays.Waits(order))
            yield return ToCome("Card.Delivery", Expected(order));
    }

    private string Expected(Order order) => OrderDays.Estimated(order) is { } day
        ? Say(OrderDays.IsLate(order, today) ? "Card.WasExpected" : "Card.Expected", ReplyTexts.Day(culture, day))
        : Say("Card.NotYet");

    private (string, string, bool) Done(string key, DateOnly? day) =>
        (Say("Card.Done", Say(key)), day is { } known ? ReplyTexts.Day(culture, known) : Say("DateUnknown"), true);

    private (string, string, bool) ToCome(string key, string when) => (Say("Card.ToCome", Say(key)), when, false);

    private string Items(Order order)
    {
        var items = (order.Items ?? []).Take(MaxItems).Select(item => ItemText.Of(culture, item));
        return string.Join(", ", order.Items?.Count > MaxItems ? items.Append(Say("Card.AndMore")) : items);
    }

    private IEnumerable<(string Name, string Value)> More(Order order)
    {
        if (OrderTotal.Of(order) is { } total)
            yield return (Say("Card.Total"), ReplyTexts.Money(culture, total.AmountMinor, total.Currency));

        var parcels = (order.Shipments ?? [])
            .Select(parcel => string.Join(", ", new[] { parcel.Carrier, parcel.TrackingNumber }.Where(part => !string.IsNullOrWhiteSpace(part))))
            .Where(parcel => parcel.Length > 0).ToList();
        if (parcels.Count == 0)
            yield break;
        var shown = parcels.Take(MaxParcels);
        yield return (Say(parcels.Count == 1 ? "Card.Parcel" : "Card.Parcels"),
            string.Join("; ", parcels.Count > MaxParcels ? shown.Append(Say("Card.AndMore")) : shown));
    }

    private string Say(string key, params ReadOnlySpan<object?> values) => ReplyTexts.Say(culture, key, values);
}
