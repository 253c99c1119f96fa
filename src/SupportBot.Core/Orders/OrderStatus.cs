namespace SupportBot.Core.Orders;

/// <summary>What the shop records as an order's state.</summary>
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

    /// <summary>On its way.</summary>
    Shipped,

    /// <summary>Arrived.</summary>
    Delivered,

    /// <summary>Called off.</summary>
    Cancelled,

    /// <summary>Sent back.</summary>
    Returned,
}
