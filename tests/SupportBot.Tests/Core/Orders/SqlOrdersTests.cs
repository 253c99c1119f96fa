using Microsoft.Data.Sqlite;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Hosting;

namespace SupportBot.Tests.Core.Orders;

/// <summary>What every engine has to do alike.</summary>
public abstract partial class SqlOrdersTests
{
    protected const string WithEverything = OrdersFile.Minimal + """
        CREATE TABLE order_items (order_id INTEGER, line INTEGER, product_name TEXT, quantity INTEGER, unit_price_minor INTEGER, currency TEXT);
        CREATE TABLE payments (order_id INTEGER, kind TEXT, method TEXT, amount_minor INTEGER, currency TEXT, status TEXT, date_paid TEXT);
        CREATE TABLE shipments (order_id INTEGER, carrier TEXT, tracking_number TEXT, date_estimated TEXT, date_shipped TEXT, date_delivered TEXT);
        INSERT INTO order_items VALUES (10, 2, 'socks', 3, 500, 'EUR'), (10, 1, 'shoes', 1, 8000, 'EUR'), (11, 1, 'lamp', 1, 900, 'EUR');
        INSERT INTO payments VALUES (10, 'refund', 'card', -500, 'EUR', 'pending', NULL), (10, 'CHARGE', 'card', 9500, 'EUR', 'paid', '2026-01-05'), (10, 'voucher?', 'card', 1, 'EUR', 'paid', '2026-01-05'), (11, 'charge', 'card', 900, 'EUR', 'paid', '2026-03-01');
        INSERT INTO shipments VALUES (10, 'ParcelBird', 'PB1', '2026-01-10', '2026-01-06', '2026-01-09'), (11, 'Foreign', 'XX2', NULL, '2026-03-02', NULL);
        """;

    /// <summary>A database with these tables.</summary>
    protected abstract TestShop Open(string sql);

    [Fact]
    public async Task List_OriginalTablesOnly_GivesTheOwnersOrdersNewestFirst()
    {
        using var shop = Open(OrdersFile.Minimal);

        var orders = await shop.Orders.ListAsync(TestShop.Customer("1"), default);

        Assert.Equal(
            [
                new Order("12", OrderStatus.Invoiced, new DateOnly(2026, 4, 1), null, null),
                new Order("10", OrderStatus.Delivered, new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 6), new DateOnly(2026, 1, 9)),
            ],
            orders);
    }

    [Fact]
    public async Task List_CustomerWithoutOrders_IsEmpty()
    {
        using var shop = Open(OrdersFile.Minimal);

        Assert.Empty(await shop.Orders.ListAsync(TestShop.Customer("3"), default));
        Assert.Empty(await shop.Orders.ListAsync(TestShop.Customer("nobody"), default));
    }

    [Fact]
    public async Task Find_OriginalTablesOnly_LeavesWhatHasNoTableNull()
    {
        using var shop = Open(OrdersFile.Minimal);

        var order = await shop.Orders.FindAsync(TestShop.Customer("1"), "10", default);

        Assert.Equal(new Order("10", OrderStatus.Delivered, new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 6), new DateOnly(2026, 1, 9)), order);
    }

    [Fact]
    public async Task Find_OptionalTables_GivesWhatTheyHold()
    {
        using var shop = Open(WithEverything);

        var order = await shop.Orders.FindAsync(TestShop.Customer("1"), "10", default);

        Assert.NotNull(order);
        Assert.Equal([new OrderItem(1, "shoes", 1, 8000, "EUR"), new OrderItem(2, "socks", 3, 500, "EUR")], order.Items);
        Assert.Equal(
            [
                new Payment(PaymentKind.Charge, "card", 9500, "EUR", "paid", new DateOnly(2026, 1, 5)),
                new Payment(PaymentKind.Refund, "card", 500, "EUR", "pending", null),
            ],
            order.Payments);
        Assert.Equal([new Shipment("ParcelBird", "PB1", new DateOnly(2026, 1, 10), new DateOnly(2026, 1, 6), new DateOnly(2026, 1, 9))], order.Shipments);
    }

    [Fact]
    public async Task List_OptionalTables_GivesEachOrderItsOwn()
    {
        using var shop = Open(WithEverything);

        var orders = await shop.Orders.ListAsync(TestShop.Customer("1"), default);

        Assert.Equal(["12", "10"], orders.Select(order => order.Id));
        foreach (var order in orders)
        {
            var alone = await shop.Orders.FindAsync(TestShop.Customer("1"), order.Id, default);
            Assert.Equal(alone!.Items, order.Items);
            Assert.Equal(alone.Payments, order.Payments);
            Assert.Equal(alone.Shipments, order.Shipments);
        }
        Assert.Equal([0, 2], orders.Select(order => order.Payments!.Count));
        Assert.Equal("PB1", Assert.Single(orders[1].Shipments!).TrackingNumber);
    }

    [Fact]
    public async Task Find_NothingInTheOptionalTables_GivesEmptyLists()
    {
        using var shop = Open(WithEverything);

        var order = await shop.Orders.FindAsync(TestShop.Customer("1"), "12", default);

        Assert.NotNull(order);
        Assert.Empty(order.Items!);
        Assert.Empty(order.Payments!);
        Assert.Empty(order.Shipments!);
    }

    [Fact]
    public async Task Find_EveryOrderOfEveryoneElse_IsNull()
    {
        using var shop = Open(WithEverything);

        Assert.Null(await shop.Orders.FindAsync(TestShop.Customer("1"), "11", default));
        Assert.Null(await shop.Orders.FindAsync(TestShop.Customer("2"), "10", default));
        Assert.Null(await shop.Orders.FindAsync(TestShop.Customer("3"), "12", default));
    }

    [Fact]
    public async Task Find_RowsOfOneOrderIdHeldByTwoCustomers_GivesEachTheirOwn()
    {
        // No key keeps a shop's view from holding a number twice; the owner must still decide.
        using var shop = Open("""
            CREATE TABLE users (user_id TEXT, first_name TEXT); INSERT INTO users VALUES ('a', 'A'), ('b', 'B');
            CREATE TABLE orders (order_id TEXT, user_id TEXT, status TEXT, date_purchase TEXT); INSERT INTO orders VALUES ('X1', 'a', 'shipped', '2026-01-01'), ('X1', 'b', 'returned', '2026-02-02');
            """);

        Assert.Equal(OrderStatus.Shipped, (await shop.Orders.FindAsync(TestShop.Customer("a"), "X1", default))!.Status);
        Assert.Equal(OrderStatus.Returned, (await shop.Orders.FindAsync(TestShop.Customer("b"), "X1", default))!.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("010")]
    [InlineData("10.0")]
    [InlineData(" 10")]
    [InlineData("+10")]
    [InlineData("1e1")]
    [InlineData("-10")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("10' OR '1'='1")]
    [InlineData("10 OR 1=1")]
    [InlineData("'; DROP TABLE orders; --")]
    [InlineData("11 UNION SELECT * FROM orders")]
    [InlineData("10%")]
    [InlineData("_0")]
    [InlineData("١٠")]
    [InlineData("10\0")]
    [InlineData("📦")]
    public async Task Find_IdThatIsNoOrder_IsNull(string id)
    {
        using var shop = Open(WithEverything);

        Assert.Null(await shop.Orders.FindAsync(TestShop.Customer("1"), id, default));
        Assert.Equal(2, (await shop.Orders.ListAsync(TestShop.Customer("1"), default)).Count);
    }

    [Fact]
    public async Task Find_HugeId_IsNull()
    {
        using var shop = Open(OrdersFile.Minimal);

        Assert.Null(await shop.Orders.FindAsync(TestShop.Customer("1"), new string('1', 100_000), default));
    }

    [Theory]
    [InlineData("1' OR '1'='1")]
    [InlineData("1 OR 1=1")]
    [InlineData("01")]
    [InlineData("%")]
    public async Task List_CustomerIdThatIsSql_IsEmpty(string userId)
    {
        using var shop = Open(OrdersFile.Minimal);

        Assert.Empty(await shop.Orders.ListAsync(TestShop.Customer(userId), default));
    }

    [Fact]
    public async Task Find_IdsWithLetters_AreFoundExactly()
    {
        using var shop = Open("""
            CREATE TABLE users (user_id TEXT, first_name TEXT); INSERT INTO users VALUES ('cust-1', 'A');
            CREATE TABLE orders (order_id TEXT, user_id TEXT, status TEXT, date_purchase TEXT); INSERT INTO orders VALUES ('#W123', 'cust-1', 'shipped', '2026-01-01'), ('0042', 'cust-1', 'shipped', '2026-01-02');
            """);
        var owner = TestShop.Customer("cust-1");

        Assert.NotNull(await shop.Orders.FindAsync(owner, "#W123", default));
        Assert.NotNull(await shop.Orders.FindAsync(owner, "0042", default));
        Assert.Null(await shop.Orders.FindAsync(owner, "#w123", default));
        Assert.Null(await shop.Orders.FindAsync(owner, "42", default));
    }

    [Theory]
    [InlineData("'2026-06-03'", "2026-06-03")]
    [InlineData("'2026-06-03 10:20:30'", "2026-06-03")]
    [InlineData("'2026-06-03T23:59:59Z'", "2026-06-03")]
    [InlineData("'2026-06-03T23:30:00+02:00'", "2026-06-03")]
    [InlineData("'2026-06-03 23:30:00.123'", "2026-06-03")]
    [InlineData("' 2026-06-03 '", "2026-06-03")]
    [InlineData("'2026/06/03'", "2026-06-03")]
    [InlineData("''", null)]
    [InlineData("'NULL'", null)]
    [InlineData("NULL", null)]
    [InlineData("'0000-00-00'", null)]
    [InlineData("'2026-02-30'", null)]
    [InlineData("'soon'", null)]
    [InlineData("'2026-06-03 soon'", null)]
    [InlineData("'2026-06-033'", null)]
    public async Task List_DateInAnyForm_IsADayOrNotRecorded(string literal, string? day)
    {
        using var shop = Open(OrdersFile.Minimal + $"UPDATE orders SET date_purchase = {literal} WHERE order_id = 11;");

        var order = Assert.Single(await shop.Orders.ListAsync(TestShop.Customer("2"), default));

        Assert.Equal(day, order.Purchased?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("'Shipped'", OrderStatus.Shipped)]
    [InlineData("' DELIVERED '", OrderStatus.Delivered)]
    [InlineData("'canceled'", OrderStatus.Cancelled)]
    [InlineData("'lost at sea'", OrderStatus.NotRecorded)]
    [InlineData("''", OrderStatus.NotRecorded)]
    [InlineData("NULL", OrderStatus.NotRecorded)]
    public async Task List_StatusInAnyForm_IsKnownOrNotRecorded(string literal, OrderStatus status)
    {
        using var shop = Open(OrdersFile.Minimal + $"UPDATE orders SET status = {literal} WHERE order_id = 11;");

        Assert.Equal(status, Assert.Single(await shop.Orders.ListAsync(TestShop.Customer("2"), default)).Status);
    }

    [Fact]
    public async Task List_OptionalColumnsMissing_LeavesThemNotRecorded()
    {
        using var shop = Open("""
            CREATE TABLE users (user_id INTEGER); INSERT INTO users VALUES (1);
            CREATE TABLE orders (ORDER_ID INTEGER, USER_ID INTEGER); INSERT INTO orders VALUES (10, 1);
            CREATE TABLE order_items (order_id INTEGER, product_name TEXT); INSERT INTO order_items VALUES (10, 'lamp'), (10, NULL), (10, 'bulb');
            CREATE TABLE payments (order_id INTEGER, kind TEXT); INSERT INTO payments VALUES (10, 'charge');
            CREATE TABLE shipments (order_id INTEGER); INSERT INTO shipments VALUES (10);
            """);

        var order = await shop.Orders.FindAsync(TestShop.Customer("1"), "10", default);

        Assert.NotNull(order);
        Assert.Equal((OrderStatus.NotRecorded, null, null, null), (order.Status, order.Purchased, order.Shipped, order.Delivered));
        Assert.Equal([new OrderItem(1, "bulb", 1, null, null), new OrderItem(2, "lamp", 1, null, null)], order.Items);
        Assert.Equal([new Payment(PaymentKind.Charge, null, null, null, null, null)], order.Payments);
        Assert.Equal([new Shipment(null, null, null, null, null)], order.Shipments);
    }

    [Fact]
    public async Task List_ManyAtOnce_AllGetTheirOwn()
    {
        using var shop = Open(WithEverything);

        var lists = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => shop.Orders.ListAsync(TestShop.Customer($"{1 + i % 3}"), default))));

        Assert.All(lists.Index(), list => Assert.Equal(new[] { "12 10", "11", "" }[list.Index % 3], string.Join(' ', list.Item.Select(order => order.Id))));
    }
}
