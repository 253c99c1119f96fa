namespace SupportBot.Eval.Facts;

/// <summary>What a question asks of an order.</summary>
public enum FactTopic
{
    Status,
    Shipped,
    Delivered,
    Expected,
    Bought,
    Paid,
    PaidBy,
    Refunded,
    Items,
    Total,
    Tracking,
    Carrier,

    /// <summary>What all orders cost together.</summary>
    Sum,

    /// <summary>Which of all orders are late.</summary>
    Late,
}
