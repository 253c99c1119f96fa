using SupportBot.Core.Customers;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Fakes;

/// <summary>A small shop: its customers and their orders.</summary>
internal sealed class InMemoryShop : IOrders, ICustomerDirectory
{
    private readonly Dictionary<string, List<Order>> _orders = [];
    private readonly Dictionary<string, Customer> _customers = [];

    /// <summary>Makes every read fail, as a broken database does.</summary>
    public bool IsBroken { get; set; }

    public Customer Add(string userId, string firstName, params Order[] orders)
    {
        _orders[userId] = [.. orders];
        return _customers[userId] = new Customer(new CustomerId(userId), firstName, "Test", $"{userId}@example.com");
    }

    public Task<IReadOnlyList<Order>> ListAsync(CustomerId owner, CancellationToken ct)
    {
        ThrowIfBroken();
        return Task.FromResult<IReadOnlyList<Order>>([.. _orders[owner.Value].OrderByDescending(order => order.Purchased)]);
    }

    public Task<IReadOnlyList<Order>> ListInFullAsync(CustomerId owner, CancellationToken ct) => ListAsync(owner, ct);

    public Task<Order?> FindAsync(CustomerId owner, string orderId, CancellationToken ct)
    {
        ThrowIfBroken();
        return Task.FromResult(_orders[owner.Value].Find(order => order.Id == orderId));
    }

    public Task<Customer?> FindByUserIdAsync(string verifiedUserId, CancellationToken ct)
    {
        ThrowIfBroken();
        return Task.FromResult(_customers.GetValueOrDefault(verifiedUserId));
    }

    public Task<Customer?> FindByEmailAsync(string? verifiedEmail, CancellationToken ct)
    {
        ThrowIfBroken();
        return Task.FromResult(_customers.Values.SingleOrDefault(customer => customer.Email == verifiedEmail));
    }

    private void ThrowIfBroken()
    {
        if (IsBroken)
            throw new OrdersUnavailableException("The test broke the database.");
    }
}
