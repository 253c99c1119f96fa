namespace SupportBot.Core.Customers;

/// <summary>How staff reach customers; the bot has no use for it. Callers may be concurrent.</summary>
public interface ICustomerContacts
{
    /// <returns><c>null</c> when the shop has no such customer any more.</returns>
    /// <exception cref="OrdersUnavailableException">The orders database can't be read.</exception>
    Task<CustomerContact?> FindAsync(CustomerId customer, CancellationToken ct);
}
