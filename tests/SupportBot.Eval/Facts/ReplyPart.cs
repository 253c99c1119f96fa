using SupportBot.Eval.Shop;

namespace SupportBot.Eval.Facts;

/// <summary>A sentence of a reply, with what it states.</summary>
/// <param name="About">The orders that it can be about: those that it names, else those named before it, else all.</param>
internal sealed record ReplyPart(
    IReadOnlyList<OrderRow> About,
    IReadOnlyList<(DateClaim Claim, Role Role)> Dates,
    IReadOnlyList<(AmountClaim Claim, Role Role)> Amounts,
    IReadOnlyList<StatusClaim> Statuses)
{
    /// <summary>It adds up all of these orders and names none.</summary>
    public bool IsOfAll { get; init; }
}

/// <summary>What a date or an amount is said to be of.</summary>
internal enum Role
{
    Any,
    Bought,
    Shipped,
    Delivered,
    Expected,
    Paid,
    Refunded,
    Total,
    Price,

    /// <summary>Something that no row has a date of, such as a cancellation.</summary>
    Unrecorded,
}
