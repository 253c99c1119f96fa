namespace SupportBot.Core.Orders;

/// <summary>The days of an order's way to the customer, as its row and its parcels have them.</summary>
public static class OrderDays
{
    public static DateOnly? Shipped(Order order) => order.Shipped ?? LastOf(order, parcel => parcel.Shipped);

    public static DateOnly? Delivered(Order order) => order.Delivered ?? LastOf(order, parcel => parcel.Delivered);

    public static DateOnly? Estimated(Order order) => order.Shipments?.Max(parcel => parcel.Estimated);

    /// <summary>Whether the customer still waits for it.</summary>
    public static bool Waits(Order order) =>
        Delivered(order) is null && order.Status is OrderStatus.Pending or OrderStatus.Processing or OrderStatus.Invoiced or OrderStatus.Shipped;

    /// <summary>The day on which it should have been there has gone by.</summary>
    public static bool IsLate(Order order, DateOnly today) => Waits(order) && Estimated(order) < today;

    /// <summary>It came after the day on which it was expected.</summary>
    public static bool CameLate(Order order) => Delivered(order) > Estimated(order);

    /// <summary>The day on which all parcels had come so far; <c>null</c> while one hasn't.</summary>
    private static DateOnly? LastOf(Order order, Func<Shipment, DateOnly?> day) =>
        order.Shipments is { Count: > 0 } parcels && parcels.All(parcel => day(parcel) is not null) ? parcels.Max(day) : null;
}
