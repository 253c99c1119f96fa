namespace SupportBot.Core.Orders;

/// <summary>An order as the database has it. What isn't recorded is <c>null</c>.</summary>
/// <param name="Id">Opaque text, whatever the column's type.</param>
/// <param name="Items">Lines in their order; <c>null</c> when the database has no table of items.</param>
/// <param name="Payments">Charges and refunds, oldest first; <c>null</c> when the database has no table of payments.</param>
/// <param name="Shipments">Parcels; <c>null</c> when the database has no table of shipments.</param>
/// <param name="Returns">What was sent back; <c>null</c> when the database has no table of returns.</param>
public sealed record Order(
    string Id,
    OrderStatus Status,
    DateOnly? Purchased,
    DateOnly? Shipped,
    DateOnly? Delivered,
    IReadOnlyList<OrderItem>? Items = null,
    IReadOnlyList<Payment>? Payments = null,
    IReadOnlyList<Shipment>? Shipments = null,
    IReadOnlyList<OrderReturn>? Returns = null);

/// <summary>One line of an order.</summary>
/// <param name="Quantity">Pieces, metres or kilograms; <c>null</c> when it can't be read.</param>
/// <param name="UnitPriceMinor">In the currency's smallest unit.</param>
public sealed record OrderItem(int Line, string ProductName, decimal? Quantity, long? UnitPriceMinor, string? Currency)
{
    /// <summary>A picture of it, as the shop has it.</summary>
    public string? ImageUrl { get; init; }
}

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
public sealed record Shipment(string? Carrier, string? TrackingNumber, DateOnly? Estimated, DateOnly? Shipped, DateOnly? Delivered)
{
    /// <summary>Where it can be followed; http or https.</summary>
    public Uri? TrackingUrl { get; init; }

    /// <summary>What is in it; <c>null</c> when the shop doesn't say.</summary>
    public IReadOnlyList<ParcelLine>? Lines { get; init; }
}

/// <summary>A line of the order that is in a parcel.</summary>
/// <param name="Line">As <see cref="OrderItem.Line"/>.</param>
/// <param name="Quantity"><c>null</c> for all of it.</param>
public sealed record ParcelLine(string? TrackingNumber, int Line, decimal? Quantity);

/// <summary>Things sent back.</summary>
/// <param name="Status">The shop's own word.</param>
public sealed record OrderReturn(string? Status, DateOnly? Requested, DateOnly? Received);
