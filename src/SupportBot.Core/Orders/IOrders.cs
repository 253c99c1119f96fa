namespace SupportBot.Core.Orders;

/// <summary>A customer's own orders. Reads only. Callers may be concurrent.</summary>
public interface IOrders
{
    /// <summary>All orders of a customer, in the order of <see cref="NewestFirst"/>, with everything recorded about them.</summary>
    /// <returns>Empty when there are none.</returns>
    /// <exception cref="OrdersUnavailableException">The orders database can't be read.</exception>
    Task<IReadOnlyList<Order>> ListAsync(CustomerId owner, CancellationToken ct);

    /// <summary>One order of a customer with everything recorded about it.</summary>
    /// <param name="orderId">Compared as text, exactly.</param>
    /// <returns><c>null</c> when there is no such order, and just so when it is somebody else's.</returns>
    /// <exception cref="OrdersUnavailableException">The orders database can't be read.</exception>
    Task<Order?> FindAsync(CustomerId owner, string orderId, CancellationToken ct);
}
