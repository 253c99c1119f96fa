namespace SupportBot.Core.Orders;

/// <summary>An order as the database has it. What isn't recorded is <c>null</c>.</summary>
/// <param name="Id">Opaque text, whatever the column's type.</param>
/// <param name="Items">Lines in their order; <c>null</c> when the database has no table of items.</param>
/// <param name="Payments">Charges and refunds, oldest first; <c>null</c> when the database has no table of payments.</param>
/// <param name="Shipments">Parcels; <c>null</c> when the database has no table of shipments.</param>
public sealed record Order(
    string Id,
    OrderStatus Status,
    DateOnly? Purchased,
    DateOnly? Shipped,
    DateOnly? Delivered,
    IReadOnlyList<OrderItem>? Items = null,
    IReadOnlyList<Payment>? Payments = null,
    IReadOnlyList<Shipment>? Shipments = null);

/// <summary>One line of an order. <paramref name="UnitPriceMinor"/> is in the currency's smallest unit.</summary>
public sealed record OrderItem(int Line, string ProductName, int Quantity, long? UnitPriceMinor, string? Currency);

/// <summary>Money taken or given back. <paramref name="AmountMinor"/> is in the currency's smallest unit, never negative.</summary>
public sealed record Payment(PaymentKind Kind, string? Method, long? AmountMinor, string? Currency, string? Status, DateOnly? Paid)
{
    private static readonly HashSet<string> Done = new(StringComparer.OrdinalIgnoreCase)
        { "paid", "settled", "captured", "completed", "complete", "succeeded", "success", "successful", "done", "processed", "booked", "refunded" };

    /// <summary>The money has gone over: the status says so, or says nothing.</summary>
    public bool IsDone => string.IsNullOrWhiteSpace(Status) || Done.Contains(Status.Trim());
}

public enum PaymentKind
{
    Charge,
    Refund,
}

/// <summary>One parcel.</summary>
public sealed record Shipment(string? Carrier, string? TrackingNumber, DateOnly? Estimated, DateOnly? Shipped, DateOnly? Delivered);
