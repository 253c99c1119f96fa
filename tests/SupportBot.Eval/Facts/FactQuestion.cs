using SupportBot.Eval.Shop;

namespace SupportBot.Eval.Facts;

/// <summary>What a customer wants to know, before it is put in words.</summary>
/// <param name="Orders">The orders meant; several only for a list of all.</param>
/// <param name="Pointing">How the words point at the order.</param>
/// <param name="Topics">Of all orders: empty for a list, else one of <see cref="FactTopic.Sum"/> and <see cref="FactTopic.Late"/>.</param>
internal sealed record FactWish(CustomerRow Customer, IReadOnlyList<OrderRow> Orders, Pointing Pointing, IReadOnlyList<FactTopic> Topics);

/// <summary>A wish in words.</summary>
internal sealed record FactQuestion(FactWish Wish, string Text);

/// <summary>The ways in which questions point at orders.</summary>
internal enum Pointing
{
    Id,
    Latest,
    Product,
    Month,
    Day,
    Status,
    Ordinal,
    OnlyOrder,
    All,
}
