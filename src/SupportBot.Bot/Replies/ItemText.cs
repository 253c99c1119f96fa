namespace SupportBot.Bot.Replies;

/// <summary>A line of an order in words: «2 × Blue kettle at €29.90».</summary>
internal static class ItemText
{
    private const string UpToThreePlaces = "0.###";

    public static string Of(CultureInfo culture, OrderItem item) => item.Quantity is { } quantity
        ? ReplyTexts.Say(culture, "Item", quantity.ToString(UpToThreePlaces, culture), item.ProductName)
        : ReplyTexts.Say(culture, "ItemUncounted", item.ProductName);

    public static string WithPrice(CultureInfo culture, OrderItem item)
    {
        if (item.UnitPriceMinor is not { } price)
            return Of(culture, item);
        var money = ReplyTexts.Money(culture, price, item.Currency);
        return item.Quantity is { } quantity
            ? ReplyTexts.Say(culture, "ItemPriced", quantity.ToString(UpToThreePlaces, culture), item.ProductName, money)
            : ReplyTexts.Say(culture, "ItemUncountedPriced", item.ProductName, money);
    }
}
