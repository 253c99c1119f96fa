namespace SupportBot.Bot.Replies;

/// <summary>The plain words in which a composed text tells where an order stands.</summary>
internal static class StatusTexts
{
    private static readonly Dictionary<OrderStatus, string[]> Words = new()
    {
        [OrderStatus.NotRecorded] = [],
        [OrderStatus.Pending] = ["pending"],
        [OrderStatus.Processing] = ["processing", "prepar", "ready"],
        [OrderStatus.Invoiced] = ["invoiced", "confirmed"],
        [OrderStatus.Shipped] = ["shipped", "on its way", "left us", "was sent", "been sent"],
        [OrderStatus.Delivered] = ["delivered", "arrived", "reached you"],
        [OrderStatus.Cancelled] = ["cancelled", "canceled"],
        [OrderStatus.Returned] = ["returned", "sent back"],
    };

    /// <param name="words">A composed text without its placeholders.</param>
    public static bool Tell(OrderStatus status, string words) => Words[status].Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase));
}
