using Microsoft.Data.Sqlite;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Hosting;

namespace SupportBot.Tests.Core.Orders;

public sealed class SqliteOrdersTests : SqlOrdersTests
{
    [Theory]
    [InlineData("TEXT")]
    [InlineData("VARCHAR(20)")]
    [InlineData("")]
    [InlineData("BIGINT")]
    [InlineData("REAL")]
    [InlineData("NUMERIC")]
    public async Task Find_AnyColumnType_FindsByText(string type)
    {
        using var file = new OrdersFile($"""
            CREATE TABLE users (user_id {type}, first_name TEXT); INSERT INTO users VALUES (6, 'A');
            CREATE TABLE orders (order_id {type}, user_id {type}, status TEXT, date_purchase TEXT); INSERT INTO orders VALUES (1042, 6, 'shipped', '2026-01-01');
            CREATE TABLE order_items (order_id TEXT, product_name TEXT); INSERT INTO order_items VALUES ('1042', 'lamp');
            """);
        var customer = await file.Directory.FindByUserIdAsync("6", default);

        Assert.NotNull(customer);
        Assert.Equal("6", customer.Id.Value);
        var order = await file.Orders.FindAsync(customer.Id, "1042", default);
        Assert.NotNull(order);
        Assert.Equal("1042", order.Id);
        Assert.Equal("1042", Assert.Single(await file.Orders.ListAsync(customer.Id, default)).Id);
    }

    [Fact]
    public async Task List_ThousandsOfOrders_KeepsThemNewestFirst()
    {
        using var file = new OrdersFile(OrdersFile.Minimal + """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
            INSERT INTO orders SELECT 100000 + i, 3, 'delivered', date('2020-01-01', '+' || (i * 7 % 2000) || ' days'), NULL, NULL FROM n;
            """);

        var orders = await file.Orders.ListAsync(TestShop.Customer("3"), default);

        Assert.Equal(5000, orders.Count);
        Assert.Equal(orders.Order(NewestFirst.Comparer), orders);
    }

    [Fact]
    public async Task Connection_OfTheHost_RefusesToWrite()
    {
        using var file = new OrdersFile(OrdersFile.Minimal);
        await using var connection = await Databases.OpenOrders(OrdersFile.Settings + ";Mode=ReadWriteCreate", file.Folder, new()).Source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE orders SET user_id = 2";

        var refusal = await Assert.ThrowsAnyAsync<SqliteException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(8, refusal.SqliteErrorCode);
    }

    [Fact]
    public async Task List_FileThatIsNoDatabase_SaysHowToMendIt()
    {
        using var file = new OrdersFile(OrdersFile.Minimal);
        await File.WriteAllTextAsync(file.FilePath, new string('x', 5000));

        var trouble = await Assert.ThrowsAsync<OrdersUnavailableException>(() => file.Orders.ListAsync(TestShop.Customer("1"), default));

        Assert.Contains("ConnectionStrings:Orders", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_TableLostAndMended_ServesAgainWithoutARestart()
    {
        using var file = new OrdersFile(OrdersFile.Minimal);
        var owner = TestShop.Customer("1");
        Assert.Equal(2, (await file.Orders.ListAsync(owner, default)).Count);
        file.Execute("ALTER TABLE orders RENAME TO orders_old");
        await Assert.ThrowsAsync<OrdersUnavailableException>(() => file.Orders.ListAsync(owner, default));
        var trouble = await Assert.ThrowsAsync<OrdersUnavailableException>(() => file.Orders.ListAsync(owner, default));
        Assert.Contains("no table or view 'orders'", trouble.Message, StringComparison.Ordinal);

        file.Execute("CREATE VIEW orders AS SELECT * FROM orders_old");

        Assert.Equal(2, (await file.Orders.ListAsync(owner, default)).Count);
    }

    [Fact]
    public async Task Find_ByNumberOrByText_UsesTheIndex()
    {
        using var file = new OrdersFile(OrdersFile.Minimal);
        await using var connection = new SqliteConnection($"Data Source={file.FilePath};Pooling=False");
        await connection.OpenAsync();
        var schema = await OrdersSchema.ProbeAsync(connection, new OrdersShop(SqlEngine.Sqlite, new()), default);

        void AssertMatches(string sql, object value, string column, string text)
        {
            var condition = schema.Orders.Matches("o", column, "@id", text);
            Assert.Equal(sql, condition.Sql);
            Assert.Equal(("@id", value), Assert.Single(condition.Parameters));
        }
        AssertMatches("o.\"order_id\" = @id", 10L, "order_id", "10");
        AssertMatches("CAST(o.\"order_id\" AS TEXT) = @id", "010", "order_id", "010");
        AssertMatches("o.\"status\" = @id", "10", "status", "10");
    }

    [Theory]
    [InlineData("12")]
    [InlineData("x'00ff'")]
    public async Task List_DateThatIsNoText_IsNotRecorded(string literal)
    {
        using var file = new OrdersFile(OrdersFile.Minimal + $"UPDATE orders SET date_purchase = {literal} WHERE order_id = 11;");

        Assert.Null(Assert.Single(await file.Orders.ListAsync(TestShop.Customer("2"), default)).Purchased);
    }

    protected override TestShop Open(string sql) => new OrdersFile(sql);
}
