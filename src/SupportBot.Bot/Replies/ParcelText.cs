namespace SupportBot.Bot.Replies;

/// <summary>One of several parcels in words: «Parcel 2 (1 × lamp): ParcelBird, tracking number PB2; shipped on May 4, 2026.»</summary>
internal static class ParcelText
{
    /// <param name="number">From 1 on.</param>
    public static string Of(CultureInfo culture, Order order, Shipment parcel, int number) => ReplyTexts.Say(
        culture, "ParcelNumbered", number, Contents(culture, order, parcel), string.Join("; ", new[] { Carrier(culture, parcel), State(culture, parcel) }.Where(part => part.Length > 0)));

    private static string Contents(CultureInfo culture, Order order, Shipment parcel)
    {
        var lines = (parcel.Lines ?? []).Select(line => (order.Items ?? []).FirstOrDefault(item => item.Line == line.Line) is { } item
            ? ItemText.Of(culture, item with { Quantity = line.Quantity ?? item.Quantity }) : null).OfType<string>().ToList();
        return lines.Count == 0 ? "" : ReplyTexts.Say(culture, "ParcelContents", OrderAnswer.List(culture, lines));
    }

    private static string Carrier(CultureInfo culture, Shipment parcel) => parcel switch
    {
        { Carrier: { } carrier, TrackingNumber: { } tracking } => ReplyTexts.Say(culture, "ParcelBy", carrier, tracking),
        { Carrier: { } carrier } => carrier,
        { TrackingNumber: { } tracking } => ReplyTexts.Say(culture, "ParcelByNumber", tracking),
        _ => "",
    };

    private static string State(CultureInfo culture, Shipment parcel)
    {
        string Day(string key, DateOnly day) => ReplyTexts.Say(culture, key, ReplyTexts.Day(culture, day));
        return parcel switch
        {
            { Delivered: { } day } => Day("ParcelArrived", day),
            { Shipped: { } day } => Day("ParcelShipped", day),
            _ => ReplyTexts.Say(culture, "ParcelNotShipped"),
        };
    }
}
