namespace SupportBot.Core.Orders;

public static class OrderStatusText
{
    /// <returns><see cref="OrderStatus.NotRecorded"/> for nothing and for words that we don't know.</returns>
    public static OrderStatus Parse(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        "PENDING" => OrderStatus.Pending,
        "PROCESSING" => OrderStatus.Processing,
        "INVOICED" => OrderStatus.Invoiced,
        "SHIPPED" => OrderStatus.Shipped,
        "DELIVERED" => OrderStatus.Delivered,
        "CANCELLED" or "CANCELED" => OrderStatus.Cancelled,
        "RETURNED" => OrderStatus.Returned,
        _ => OrderStatus.NotRecorded,
    };
}
