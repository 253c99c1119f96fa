namespace SupportBot.Core.Customers;

/// <summary>Customers to try the bot as. Staff only: the host offers it in Development and nowhere else. Callers may be concurrent.</summary>
public interface ISampleCustomers
{
    /// <returns>Customers by user id; empty when there are none, or the shop lists none.</returns>
    /// <exception cref="OrdersUnavailableException">The orders database can't be read.</exception>
    Task<IReadOnlyList<SampleCustomer>> ListAsync(int limit, CancellationToken ct);
}
