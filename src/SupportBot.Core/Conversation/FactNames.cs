using SupportBot.Core.Orders;

namespace SupportBot.Core.Conversation;

/// <summary>What a reply about one order may tell: all that a model gets to see of it.</summary>
/// <param name="Status">Where the order stands.</param>
/// <param name="About">The topics asked for, without repeats, at least one.</param>
/// <param name="Asked">The recorded facts that the reply is to hold, of <see cref="Fact"/>, in the order of telling; always
/// with <see cref="Fact.Order"/>.</param>
/// <param name="Language">Two letters of ISO 639-1.</param>
public sealed record FactNames(OrderStatus Status, IReadOnlyList<Topic> About, IReadOnlyList<string> Asked, string Language);

/// <summary>A reply with placeholders such as <c>{order}</c>, each of a fact that was asked for, and no digits.</summary>
/// <param name="Source"><see cref="ReplySource.Model"/> or <see cref="ReplySource.Cache"/>.</param>
/// <param name="LlmCalls">How often the model was asked, 0 or more.</param>
public sealed record ComposedText(string Text, ReplySource Source, int LlmCalls);

/// <summary>The names of facts, as they stand in placeholders, and the form of each value.</summary>
public static class Fact
{
    /// <summary>The order's number: «10021».</summary>
    public const string Order = "order";

    /// <summary>The status as a word: «shipped».</summary>
    public const string Status = "status";

    /// <summary>Days: «May 3, 2026»; texts say «on {bought_on}».</summary>
    public const string BoughtOn = "bought_on";
    public const string ShippedOn = "shipped_on";
    public const string DeliveredOn = "delivered_on";

    /// <summary>The day on which delivery is expected, while it hasn't come.</summary>
    public const string ExpectedOn = "expected_on";

    /// <summary>A list: «2 × Blue Shoes ($49.00 each) and 1 × Hat».</summary>
    public const string Items = "items";

    /// <summary>An amount: «$59.90».</summary>
    public const string Total = "total";

    /// <summary>A list of payments: «$59.90 by card on May 3, 2026»; texts say «You paid {paid}».</summary>
    public const string Paid = "paid";

    /// <summary>A list of refunds in the same form; texts say «We refunded {refunded}».</summary>
    public const string Refunded = "refunded";

    /// <summary>Who carries the only parcel: «DHL».</summary>
    public const string Carrier = "carrier";

    /// <summary>The only parcel's number: «JD0146000091».</summary>
    public const string Tracking = "tracking";

    public static IReadOnlyList<string> All { get; } =
        [Order, Status, BoughtOn, ShippedOn, DeliveredOn, ExpectedOn, Items, Total, Paid, Refunded, Carrier, Tracking];
}
