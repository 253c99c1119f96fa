namespace SupportBot.Core.Orders;

public enum OrderStatus
{
    /// <summary>The column is empty or holds a word that we don't know; it is answered «not recorded».</summary>
    NotRecorded,

    /// <summary>Placed, not yet paid.</summary>
    Pending,

    /// <summary>Being prepared.</summary>
    Processing,

    /// <summary>Paid and validated, not yet shipped.</summary>
    Invoiced,
    Shipped,
    Delivered,
    Cancelled,
    Returned,
}
