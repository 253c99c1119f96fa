namespace SupportBot.Core.Customers;

/// <summary>Customers to try the bot as. Staff only: the host offers it in Development and nowhere else. Callers may be concurrent.</summary>
public interface ISampleCustomers
{
    /// <param name="limit">How many at most, 1 or more.</param>
    /// <returns>Customers by user id; empty when there are none.</returns>
    /// <exception cref="Orders.OrdersUnavailableException">The orders database can't be read.</exception>
    Task<IReadOnlyList<SampleCustomer>> ListAsync(int limit, CancellationToken ct);
}

/// <summary>A customer in the picker. <paramref name="Name"/> is empty when none is recorded.</summary>
public sealed record SampleCustomer(string UserId, string Name, int OrderCount);
