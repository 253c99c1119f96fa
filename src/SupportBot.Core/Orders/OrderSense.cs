namespace SupportBot.Core.Orders;

/// <summary>What an order's values can't mean, wherever they come from.</summary>
internal static class OrderSense
{
    /// <summary>What was before the purchase didn't happen; a day is left for zones.</summary>
    public static Order Of(Order order)
    {
        if (order.Purchased is not { } purchased)
            return order;
        DateOnly? After(DateOnly? day) => day < purchased.AddDays(-1) ? null : day;
        return order with
        {
            Shipped = After(order.Shipped),
            Delivered = After(order.Delivered),
            Shipments = order.Shipments is null ? null
                : [.. order.Shipments.Select(parcel => parcel with { Estimated = After(parcel.Estimated), Shipped = After(parcel.Shipped), Delivered = After(parcel.Delivered) })],
        };
    }

    /// <returns><c>null</c> for other words: which way the money went is nothing to guess.</returns>
    public static PaymentKind? PaymentKindOf(string? text) => text?.ToUpperInvariant() switch
    {
        "CHARGE" => PaymentKind.Charge,
        "REFUND" => PaymentKind.Refund,
        _ => null,
    };
}
