using Microsoft.Data.Sqlite;
using SupportBot.Core.Conversation;
using SupportBot.Core.Customers;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Hosting;
using SupportBot.Hosting.SampleData;
using SupportBot.Language.Understanding;
using SupportBot.Tests.Core.Conversation;

namespace SupportBot.Tests.Hosting.SampleData;

public sealed class SampleDatabaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sample-").FullName;
    private readonly string _path;
    private readonly OrdersDatabase _database;

    public SampleDatabaseTests()
    {
        _path = Path.Combine(_folder, "new", "orders.db");
        SampleDatabase.EnsureCreated(_path);
        _database = new OrdersDatabase(Databases.OpenOrders($"Data Source={_path};Pooling=False", _folder, new()).Source);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void EnsureCreated_Twice_LeavesTheFirstAlone()
    {
        var written = File.GetLastWriteTimeUtc(_path);

        Assert.False(SampleDatabase.EnsureCreated(_path));

        Assert.Equal(written, File.GetLastWriteTimeUtc(_path));
        Assert.Equal([_path], Directory.GetFiles(Path.GetDirectoryName(_path)!));
    }

    [Fact]
    public void EnsureCreated_Anywhere_WritesTheSameRows()
    {
        var other = Path.Combine(_folder, "other.db");
        Assert.True(SampleDatabase.EnsureCreated(other));

        Assert.Equal(File.ReadAllBytes(_path), File.ReadAllBytes(other));
    }

    [Fact]
    public void EnsureCreated_ManyAtOnce_MakesOneWholeDatabase()
    {
        var path = Path.Combine(_folder, "race.db");

        var made = Enumerable.Range(0, 6).AsParallel().WithDegreeOfParallelism(6).Select(_ => SampleDatabase.EnsureCreated(path)).ToList();

        Assert.Single(made, won => won);
        Assert.Equal(File.ReadAllBytes(_path), File.ReadAllBytes(path));
        Assert.Empty(Directory.GetFiles(_folder, "*.draft"));
    }

    [Fact]
    public async Task Rows_AllCustomers_CoverEveryCase()
    {
        var counts = await new SqlSampleCustomers(_database).ListAsync(1000, default);
        Assert.Equal(60, counts.Count);
        Assert.InRange(counts.Sum(customer => customer.OrderCount), 350, 450);
        Assert.Contains(counts, customer => customer.OrderCount > 30);
        Assert.True(counts.Count(customer => customer.OrderCount == 0) >= 3);
        Assert.True(counts.Count(customer => customer.OrderCount == 1) >= 3);
        Assert.All(Enum.GetValues<OrderStatus>().Where(status => status != OrderStatus.NotRecorded),
            status => Assert.True(Count($"SELECT COUNT(*) FROM orders WHERE status = '{status.ToString().ToLowerInvariant()}'") >= 5, $"{status}"));
        Assert.True(Count("SELECT COUNT(*) FROM orders WHERE status = 'delivered' AND date_shipped IS NULL") > 0);
        Assert.True(Count("SELECT COUNT(DISTINCT o.order_id) FROM orders o LEFT JOIN shipments s ON s.order_id = o.order_id WHERE o.status = 'delivered' AND s.order_id IS NULL") > 0);
        Assert.Equal(0, Count("SELECT COUNT(*) FROM orders WHERE order_id NOT BETWEEN 1000 AND 999999"));
    }

    [Fact]
    public void Rows_Dates_AreFixedAndInOrder()
    {
        Assert.Equal(0, Count("SELECT COUNT(*) FROM orders WHERE date_purchase NOT BETWEEN '2025-08-01' AND '2026-10-20' OR date_shipped > '2026-10-20' OR date_delivered > '2026-10-20'"));
        Assert.Equal(0, Count("SELECT COUNT(*) FROM orders WHERE date_shipped < date_purchase OR date_delivered < date_shipped"));
        Assert.Equal(0, Count("SELECT COUNT(*) FROM orders WHERE status IN ('pending', 'processing', 'invoiced', 'cancelled') AND (date_shipped IS NOT NULL OR date_delivered IS NOT NULL)"));
        Assert.Equal(0, Count("SELECT COUNT(*) FROM orders WHERE status = 'shipped' AND (date_shipped IS NULL OR date_delivered IS NOT NULL)"));
        Assert.Equal(0, Count("SELECT COUNT(*) FROM payments WHERE date_paid > '2026-10-20'"));
        Assert.Equal(0, Count("SELECT COUNT(*) FROM orders o JOIN users u ON u.user_id = o.user_id WHERE u.joining_date > o.date_purchase"));
    }

    [Fact]
    public void Rows_Charges_AreTheTotalOfTheItems() =>
        Assert.Equal(0, Count("SELECT COUNT(*) FROM payments p WHERE amount_minor <> (SELECT SUM(quantity * unit_price_minor) FROM order_items i WHERE i.order_id = p.order_id)"));

    [Fact]
    public async Task Customer6_Orders_AreThoseOfTheStories()
    {
        var orders = await OrdersOf("6");

        Assert.Equal(7, orders.Count);
        Assert.Equal("green backpack", Assert.Single(Resolve(orders, "Latest").Orders).Items![0].ProductName);
        Assert.Equal(["blue running shoes", "ankle socks"], Assert.Single(Resolve(orders, "Date", "--06").Orders).Items!.Select(item => item.ProductName));
        Assert.Equal("desk lamp", Assert.Single(Resolve(orders, "Status", "cancelled").Orders).Items![0].ProductName);
        Assert.Single(Assert.Single(Grounding.Find("the blue shoes", orders)).Ids);
        Assert.Equal(ResolutionOutcome.Ambiguous, Resolve(orders, "None").Outcome);
    }

    [Fact]
    public async Task Customers7And8_HaveOneOrderAndNone()
    {
        Assert.Single(await OrdersOf("7"));
        Assert.Empty(await OrdersOf("8"));
    }

    private static Resolution Resolve(IReadOnlyList<Order> orders, string kind, string? value = null) =>
        ReferenceResolver.Resolve(ReferenceText.Read(kind, value), orders, [], null);

    private Task<IReadOnlyList<Order>> OrdersOf(string userId) => new SqlOrders(_database).ListAsync(new CustomerId(userId), default);

    private long Count(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
