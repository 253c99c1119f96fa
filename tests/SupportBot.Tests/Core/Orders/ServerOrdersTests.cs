using System.Data.Common;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Hosting;
using SupportBot.Tests.Servers;

namespace SupportBot.Tests.Core.Orders;

[Collection(ServersCollection.Name)]
public sealed class PostgresOrdersTests(PostgresServer server) : SqlOrdersTests
{
    [Theory]
    [InlineData("UPDATE orders SET user_id = 2")]
    [InlineData("INSERT INTO orders VALUES (99, 1, 'x', NULL, NULL, NULL)")]
    [InlineData("DROP TABLE orders")]
    public async Task Connection_OfTheHost_RefusesToWrite(string sql)
    {
        using var shop = (ServerShop)Open(OrdersFile.Minimal);
        await using var source = shop.Source();
        await using var connection = await source.OpenConnectionAsync();

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => connection.Command(sql).RunAsync(default));

        Assert.Equal("25006", refusal.SqlState);
    }

    [Fact]
    public async Task Find_UuidAndMomentColumns_AreReadInTheShopsZone()
    {
        using var shop = Open("""
            CREATE TABLE users (user_id uuid PRIMARY KEY, first_name TEXT); INSERT INTO users VALUES ('a1b2c3d4-0000-4000-8000-00000000000a', 'A');
            CREATE TABLE orders (order_id BIGINT PRIMARY KEY, user_id uuid, status TEXT, date_purchase timestamptz, date_shipped timestamp, date_delivered date);
            INSERT INTO orders VALUES (7, 'a1b2c3d4-0000-4000-8000-00000000000a', 'delivered', '2026-08-17T02:30:00Z', '2026-08-18T02:30:00', '2026-08-20');
            """);
        shop.Reopen(options => { options.TimeZone = "America/Los_Angeles"; options.StoredTimeZone = "UTC"; });
        var customer = await shop.Directory.FindByUserIdAsync("A1B2C3D4-0000-4000-8000-00000000000A", default);

        var order = Assert.Single(await shop.Orders.ListAsync(customer!.Id, default));

        Assert.Equal((new DateOnly(2026, 8, 16), new DateOnly(2026, 8, 17), new DateOnly(2026, 8, 20)), (order.Purchased!.Value, order.Shipped!.Value, order.Delivered!.Value));
    }

    [Fact]
    public async Task List_QueryThatTakesTooLong_IsGivenUp()
    {
        using var shop = Open("""
            CREATE TABLE users (user_id INTEGER, first_name TEXT);
            CREATE VIEW orders AS SELECT 1 AS order_id, 1 AS user_id, CASE WHEN pg_sleep(20) IS NULL THEN '' ELSE 'shipped' END AS status;
            """);
        shop.Reopen(options => options.QueryTimeout = TimeSpan.FromMilliseconds(200));

        var trouble = await Assert.ThrowsAsync<OrdersUnavailableException>(() => shop.Orders.ListAsync(TestShop.Customer("1"), default));

        Assert.Contains("statement timeout", trouble.Message, StringComparison.Ordinal);
    }

    protected override TestShop Open(string sql) => ServerShop.On(server, sql);
}

[Collection(ServersCollection.Name)]
public sealed class MariaDbOrdersTests(MariaDbServer server) : SqlOrdersTests
{
    [Theory]
    [InlineData("UPDATE orders SET user_id = 2")]
    [InlineData("INSERT INTO orders VALUES (99, 1, 'x', NULL, NULL, NULL)")]
    [InlineData("DROP TABLE orders")]
    public async Task Connection_OfTheHost_RefusesToWrite(string sql)
    {
        using var shop = (ServerShop)Open(OrdersFile.Minimal);
        await using var source = shop.Source();
        await using var connection = await source.OpenConnectionAsync();

        var refusal = await Assert.ThrowsAnyAsync<DbException>(() => connection.Command(sql).RunAsync(default));

        Assert.Contains("READ ONLY", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ZeroDatesAndBinaryIds_AreRead()
    {
        using var shop = Open("""
            SET SESSION sql_mode = '';
            CREATE TABLE users (user_id BINARY(16) PRIMARY KEY, first_name TEXT); INSERT INTO users VALUES (x'00112233445566778899aabbccddeeff', 'A');
            CREATE TABLE orders (order_id VARCHAR(20) PRIMARY KEY, user_id BINARY(16), status TEXT, date_purchase DATETIME NOT NULL, date_shipped TIMESTAMP NULL, date_delivered DATE);
            INSERT INTO orders VALUES ('7', x'00112233445566778899aabbccddeeff', 'shipped', '2026-08-17 10:00:00', NULL, '0000-00-00'), ('8', x'00112233445566778899aabbccddeeff', 'pending', '0000-00-00 00:00:00', NULL, '2026-00-00');
            """);
        var customer = await shop.Directory.FindByUserIdAsync("00112233445566778899aabbccddeeff", default);

        var orders = await shop.Orders.ListAsync(customer!.Id, default);

        Assert.Equal([("7", new DateOnly(2026, 8, 17), null), ("8", null, null)], orders.Select(order => (order.Id, order.Purchased, order.Delivered)));
    }

    [Fact]
    public async Task List_OwnersThatTheCollationTakesForOne_GetEachTheirOwn()
    {
        using var shop = Open("""
            CREATE TABLE users (user_id TEXT, first_name TEXT); INSERT INTO users VALUES ('anna', 'A'), ('ANNA', 'B'), ('änna', 'C');
            CREATE TABLE orders (order_id TEXT, user_id TEXT, status TEXT); INSERT INTO orders VALUES ('1', 'anna', 'shipped'), ('2', 'ANNA', 'shipped'), ('3', 'änna', 'shipped');
            """);

        foreach (var (id, order) in new[] { ("anna", "1"), ("ANNA", "2"), ("änna", "3") })
        {
            Assert.Equal(id, (await shop.Directory.FindByUserIdAsync(id, default))?.Id.Value);
            Assert.Equal([order], (await shop.Orders.ListAsync(TestShop.Customer(id), default)).Select(found => found.Id));
        }
        Assert.Null(await shop.Orders.FindAsync(TestShop.Customer("anna"), "2", default));
    }

    protected override TestShop Open(string sql) => ServerShop.On(server, sql);
}
