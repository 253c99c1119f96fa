using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Hosting.SampleData;

namespace SupportBot.Tests.Core.Orders;

/// <summary>Case 04: a check that looks at values.</summary>
public sealed class OrdersRowsCheckTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    private const string Odd = """
        CREATE TABLE users (user_id TEXT, first_name TEXT); INSERT INTO users VALUES ('a', 'A');
        CREATE TABLE orders (order_id TEXT, user_id TEXT, status TEXT, date_purchase TEXT, date_shipped TEXT, date_delivered TEXT);
        INSERT INTO orders VALUES
            ('1', 'a', 'wc-completed', '1621249311', '1970-01-01', NULL), ('2', 'a', 'wc-completed', '17.05.2021', NULL, NULL), ('3', 'a', 'shipped', '2026-04-01', '2026-04-02', NULL),
            ('4', NULL, 'pending', '2026-04-30', NULL, NULL), (NULL, 'a', 'shipped', '2027-01-01', NULL, NULL);
        CREATE TABLE order_items (order_id TEXT, product_name TEXT, quantity TEXT, unit_price_minor TEXT);
        INSERT INTO order_items VALUES ('1', 'x', '1', '19.99'), ('2', 'y', 'two', '500'), ('3', 'z', '1.5', '100');
        """;

    [Fact]
    public async Task Run_ValuesThatCantBeRead_AreNamedByKindWithTheirNumber()
    {
        var report = await RunAsync(Odd);

        Assert.Contains("orders.status: 2 of 5 values can't be read: «wc-completed» (2). Say what the shop's words mean, one by one: "
            + "Orders:Statuses:WORD=pending, processing, invoiced, shipped, delivered, cancelled, returned, or none.", report.Errors);
        Assert.Contains(report.Errors, error => error.StartsWith("orders.date_purchase: 2 of 5 values can't be read: «0000000000» (1), «00.00.0000» (1). They look like Unix times", StringComparison.Ordinal));
        Assert.Contains("orders.order_id: 1 rows have no id; nobody can be told of them.", report.Errors);
        Assert.Contains(report.Errors, error => error.StartsWith("order_items.quantity: 1 of 3 values can't be read: «aaa» (1).", StringComparison.Ordinal));
        Assert.Contains(report.Errors, error => error.StartsWith("order_items.unit_price_minor: 1 of 3 values can't be read: «00.00» (1).", StringComparison.Ordinal));
        Assert.Contains("orders.user_id: 1 orders belong to no account (guests); no signed-in customer is told of them.", report.Notes);
        Assert.Contains("orders.date_shipped: 1 days stand for none (1970-01-01) and are answered as not recorded.", report.Notes);
        Assert.Contains("orders.date_purchase: 1 days lie in the future.", report.Notes);
        Assert.Contains("order_items.unit_price_minor: 2 amounts have no currency. Orders:Currency says which they are in.", report.Notes);
        Assert.Contains("customers with one order: 0, with 2 to 5: 1, with more: 0; the most that one has: 4", report.Facts);
    }

    [Fact]
    public async Task Run_WordsAndUnitsInSettings_AreRead()
    {
        var report = await RunAsync(Odd, options =>
        {
            options.Statuses["wc-completed"] = "delivered";
            options.Amounts = AmountUnit.Major;
            options.Currency = "EUR";
        });

        Assert.DoesNotContain(report.Errors.Concat(report.Notes), line => line.StartsWith("orders.status", StringComparison.Ordinal) || line.StartsWith("order_items.unit_price_minor", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("CREATE INDEX by_user ON orders (user_id);")]
    public async Task Run_ManyOrders_NamesTheIndexThatIsMissing(string index)
    {
        var report = await RunAsync($"""
            CREATE TABLE users (user_id INTEGER PRIMARY KEY); INSERT INTO users VALUES (1);
            CREATE TABLE orders (order_id INTEGER PRIMARY KEY, user_id INTEGER, status TEXT, date_purchase TEXT);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000) INSERT INTO orders SELECT i, i % 500, 'shipped', '2026-01-01' FROM n;
            {index}
            """);

        Assert.Equal(
            index.Length > 0 ? [] : ["A customer's question reads the whole table 'orders', since no index fits. Give the shop's column an index: orders.user_id; in a view give the bare column, without a cast or an expression."],
            report.Errors);
        Assert.Contains("customers with one order: 0, with 2 to 5: 0, with more: 500; the most that one has: 24", report.Facts);
    }

    [Fact]
    public async Task Run_SampleDatabase_HasNoErrors()
    {
        using var file = new OrdersFile("SELECT 1");
        File.Delete(file.FilePath);
        SampleDatabase.EnsureCreated(file.FilePath);

        var report = await new OrdersRowsCheck(file.Database, OrdersValues.Plain, TimeProvider.System).RunAsync(null, default);

        Assert.Empty(report.Errors);
    }

    private static async Task<OrdersRowsReport> RunAsync(string sql, Action<OrdersOptions>? settings = null)
    {
        using var file = new OrdersFile(sql);
        var options = new OrdersOptions();
        settings?.Invoke(options);
        file.Reopen(given => settings?.Invoke(given));
        return await new OrdersRowsCheck(file.Database, new OrdersValues(options, Time), Time).RunAsync(null, default);
    }
}
