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

    public Customer Add(string userId, string firstName, params Order[] orders) =>
        Add(new Customer(new CustomerId(userId), firstName, "Test", $"{userId}@example.com"), orders);

    public Customer Add(Customer customer, params Order[] orders)
    {
        _orders[customer.Id.Value] = [.. orders];
        return _customers[customer.Id.Value] = customer;
    }

    public Task<IReadOnlyList<Order>> ListAsync(CustomerId owner, CancellationToken ct)
    {
        ThrowIfBroken();
        return Task.FromResult<IReadOnlyList<Order>>([.. OrdersOf(owner)]);
    }

    public Task<Order?> FindAsync(CustomerId owner, string orderId, CancellationToken ct)
    {
        ThrowIfBroken();
        return Task.FromResult(OrdersOf(owner).FirstOrDefault(order => order.Id == orderId));
    }

    public Task<Customer?> FindByUserIdAsync(string verifiedUserId, CancellationToken ct)
    {
        ThrowIfBroken();
        return Task.FromResult(_customers.GetValueOrDefault(verifiedUserId));
    }

    public Task<Customer?> FindByEmailAsync(string? verifiedEmail, CancellationToken ct)
    {
        ThrowIfBroken();
        // An e-mail that fits two users fits none.
        var found = _customers.Values.Where(customer => string.Equals(customer.Email, verifiedEmail, StringComparison.OrdinalIgnoreCase)).ToList();
        return Task.FromResult(found is [var only] ? only : null);
    }

    private IEnumerable<Order> OrdersOf(CustomerId owner) => _orders.GetValueOrDefault(owner.Value, []).Order(NewestFirst.Comparer);

    private void ThrowIfBroken()
    {
        if (IsBroken)
            throw new OrdersUnavailableException("The test broke the database.");
    }
}
