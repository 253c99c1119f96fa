namespace SupportBot.Core.Orders;

/// <summary>What the items of an order cost together, in the currency's smallest unit.</summary>
public sealed record OrderTotal(long AmountMinor, string? Currency)
{
    /// <returns><c>null</c> when the order has no items, one without a price or a quantity, or several currencies.</returns>
    public static OrderTotal? Of(Order order)
    {
        var items = order.Items ?? [];
        var currencies = items.Select(item => item.Currency).Distinct().ToList();
        return currencies.Count == 1 && items.All(item => item.UnitPriceMinor is not null && item.Quantity is not null)
            ? new OrderTotal(items.Sum(item => (long)Math.Round(item.UnitPriceMinor!.Value * item.Quantity!.Value, MidpointRounding.AwayFromZero)), currencies[0])
            : null;
    }
}
