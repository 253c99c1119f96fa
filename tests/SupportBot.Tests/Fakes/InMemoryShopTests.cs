using System.Text.Json;
using SupportBot.Core.Customers;
using SupportBot.Core.Orders;
using SupportBot.Tests.Core.Orders;

namespace SupportBot.Tests.Fakes;

/// <summary>The shop in memory gives what the database gives: the contract of <see cref="IOrders"/> and of the directory on both.</summary>
public sealed class InMemoryShopTests : IDisposable
{
    private const string Rows = OrdersFile.Minimal + """
        INSERT INTO users VALUES (4, 'Ann', 'Twin', '2024-01-01', '4', 'bob@example.com', 'A 1', 'Ulm', '1');
        INSERT INTO orders VALUES (9, 1, 'shipped', '2026-04-01', '2026-04-02', NULL), (13, 1, 'pending', NULL, NULL, NULL), (100, 1, 'pending', '2026-04-01', NULL, NULL);
        CREATE TABLE order_items (order_id INTEGER, line INTEGER, product_name TEXT, quantity INTEGER, unit_price_minor INTEGER, currency TEXT);
        CREATE TABLE payments (order_id INTEGER, kind TEXT, method TEXT, amount_minor INTEGER, currency TEXT, status TEXT, date_paid TEXT);
        CREATE TABLE shipments (order_id INTEGER, carrier TEXT, tracking_number TEXT, date_estimated TEXT, date_shipped TEXT, date_delivered TEXT);
        INSERT INTO order_items VALUES (10, 1, 'shoes', 1, 8000, 'EUR'), (9, 1, 'lamp', 1, 900, 'EUR');
        INSERT INTO payments VALUES (10, 'charge', 'card', 8000, 'EUR', 'paid', '2026-01-05');
        INSERT INTO shipments VALUES (10, 'DHL', 'PB1', '2026-01-10', '2026-01-06', '2026-01-09');
        """;

    private readonly OrdersFile _file = new(Rows);
    private readonly InMemoryShop _shop = new();

    public InMemoryShopTests()
    {
        foreach (var id in new[] { "1", "2", "3", "4" })
        {
            var customer = _file.Directory.FindByUserIdAsync(id, default).Result!;
            _shop.Add(customer, [.. _file.Orders.ListAsync(customer.Id, default).Result.Reverse()]);
        }
    }

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    [InlineData("nobody")]
    public async Task Orders_OfACustomer_AreThoseOfTheDatabase(string userId)
    {
        var owner = TestShop.Customer(userId);

        Assert.Equal(Json(await _file.Orders.ListAsync(owner, default)), Json(await _shop.ListAsync(owner, default)));
        foreach (var order in new[] { "10", "11", "100", "010", " 10", "none" })
            Assert.Equal(Json(await _file.Orders.FindAsync(owner, order, default)), Json(await _shop.FindAsync(owner, order, default)));
    }

    [Theory]
    [InlineData("ann@example.com")]
    [InlineData("ANN@Example.com")]
    [InlineData("bob@example.com")]
    [InlineData("nobody@example.com")]
    [InlineData(null)]
    public async Task Customer_ByEmail_IsThatOfTheDatabase(string? email) =>
        Assert.Equal(await _file.Directory.FindByEmailAsync(email, default), await _shop.FindByEmailAsync(email, default));

    [Theory]
    [InlineData("1")]
    [InlineData("9")]
    [InlineData(" ")]
    public async Task Customer_ById_IsThatOfTheDatabase(string id) =>
        Assert.Equal(await _file.Directory.FindByUserIdAsync(id, default), await _shop.FindByUserIdAsync(id, default));

    private static string Json(object? value) => JsonSerializer.Serialize(value);
}
