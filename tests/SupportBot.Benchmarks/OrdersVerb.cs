using System.CommandLine;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using Npgsql;
using SupportBot.Core.Customers;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Hosting;

namespace SupportBot.Benchmarks;

/// <summary><c>orders</c>: how long the orders of one customer take to be read from a small and from a large shop.</summary>
internal static class OrdersVerb
{
    private const int OrdersOfEach = 5;
    private const int ItemsOfEach = 2;
    private const int Rounds = 400;

    public static Command Create()
    {
        var connection = new Option<string>("--connection")
        {
            Description = "An empty database that may be written: 'Data Source=/tmp/o.db', 'Host=…' or 'Server=…' (MariaDB). Its tables stay, and are used again.",
            DefaultValueFactory = _ => $"Data Source={Path.Combine(Path.GetTempPath(), "supportbot-orders-benchmark.db")}",
        };
        var rows = new Option<string>("--rows") { Description = "Orders of each shop.", DefaultValueFactory = _ => "1000,1000000" };
        var verb = new Command("orders", "The orders of one customer, read from a small and from a large shop: median milliseconds, and their ratio.") { connection, rows };
        verb.SetAction((parsed, ct) => RunAsync(
            parsed.GetRequiredValue(connection), [.. parsed.GetRequiredValue(rows).Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))], ct));
        return verb;
    }

    private static async Task<int> RunAsync(string connectionString, IReadOnlyList<int> sizes, CancellationToken ct)
    {
        var shops = new List<Shop>();
        foreach (var size in sizes)
            shops.Add(await OpenAsync(connectionString, size, ct));
        var dice = new Random(1);
        // In turns, so that both meet the same noise.
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var shop in shops)
                await shop.ReadAsync(dice, ct);
        }
        foreach (var shop in shops)
            Report.Line($"orders_{shop.Orders}_ms", Report.Median(shop.Took.Skip(Rounds / 4)));
        Report.Line("orders_ratio", Report.Median(shops[^1].Took.Skip(Rounds / 4)) / Report.Median(shops[0].Took.Skip(Rounds / 4)));
        foreach (var shop in shops)
            shop.Database.Dispose();
        return 0;
    }

    private static async Task<Shop> OpenAsync(string connectionString, int size, CancellationToken ct)
    {
        var options = new OrdersOptions { QueryTimeout = TimeSpan.FromHours(1) };
        foreach (var table in new[] { "users", "orders", "order_items" })
            options.Tables[table] = $"{table}_{size}";
        var (source, engine) = Open(connectionString, options);
        var database = new OrdersDatabase(source, engine, options);
        if (!(await new OrdersSchemaCheck(database).RunAsync(ct)).Fits)
        {
            Report.Progress($"Making {size:N0} orders ...");
            await using DbConnection connection = engine switch
            {
                SqlEngine.Postgres => new NpgsqlConnection(connectionString + ";Command Timeout=0"),
                SqlEngine.MySql => new MySqlConnection(connectionString + ";Default Command Timeout=0"),
                _ => new SqliteConnection(connectionString),
            };
            await connection.OpenAsync(ct);
            foreach (var statement in Statements(engine, size))
                await connection.Command(statement).RunAsync(ct);
        }
        return new Shop(size, database);
    }

    /// <exception cref="OrdersUnavailableException">The string isn't usable.</exception>
    private static (DbDataSource Source, SqlEngine Engine) Open(string connectionString, OrdersOptions options)
    {
        if (connectionString.StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase))
            Databases.MakeFile(connectionString["Data Source=".Length..], _ => { });
        return Databases.OpenOrders(connectionString, "/", options);
    }

    private static IEnumerable<string> Statements(SqlEngine engine, int size)
    {
        yield return $"CREATE TABLE users_{size} (user_id INTEGER PRIMARY KEY, first_name VARCHAR(20))";
        yield return $"CREATE TABLE orders_{size} (order_id INTEGER PRIMARY KEY, user_id INTEGER, status VARCHAR(20), date_purchase DATE)";
        yield return $"CREATE TABLE order_items_{size} (order_id INTEGER, line INTEGER, product_name VARCHAR(40), quantity INTEGER, unit_price_minor INTEGER, currency VARCHAR(3))";
        yield return $"INSERT INTO users_{size} SELECT n, 'Ann' FROM {Numbers(engine, size / OrdersOfEach)}";
        yield return $"INSERT INTO orders_{size} SELECT n, 1 + (n % {size / OrdersOfEach}), 'shipped', {Day(engine)} FROM {Numbers(engine, size)}";
        yield return $"INSERT INTO order_items_{size} SELECT 1 + (n % {size}), n, 'Blue kettle', 1, 1995, 'EUR' FROM {Numbers(engine, size * ItemsOfEach)}";
        yield return $"CREATE INDEX orders_{size}_user ON orders_{size} (user_id)";
        yield return $"CREATE INDEX items_{size}_order ON order_items_{size} (order_id)";
        yield return engine == SqlEngine.MySql ? $"ANALYZE TABLE orders_{size}, order_items_{size}" : "ANALYZE";
    }

    /// <summary>SQLite has no type for days; a cast would make a number of the text.</summary>
    private static string Day(SqlEngine engine) => engine == SqlEngine.Sqlite ? "'2026-05-01'" : "DATE '2026-05-01'";

    private static string Numbers(SqlEngine engine, int count) => engine switch
    {
        SqlEngine.Postgres => $"(SELECT CAST(i AS INTEGER) AS n FROM generate_series(1, {count}) i) numbers",
        SqlEngine.MySql => $"(SELECT seq AS n FROM seq_1_to_{count}) numbers",
        _ => $"(WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < {count}) SELECT n FROM r)",
    };

    private sealed record Shop(int Orders, OrdersDatabase Database)
    {
        public List<double> Took { get; } = [];

        public async Task ReadAsync(Random dice, CancellationToken ct)
        {
            var id = dice.Next(1, (Orders / OrdersOfEach) + 1).ToString(CultureInfo.InvariantCulture);
            var customer = await new SqlCustomerDirectory(Database).FindByUserIdAsync(id, ct);
            var from = Stopwatch.GetTimestamp();
            var orders = await new SqlOrders(Database).ListAsync(customer!.Id, ct);
            Took.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            if (orders.Count != OrdersOfEach || orders.Any(order => order.Items!.Count != ItemsOfEach))
                throw new InvalidOperationException($"Customer {id} has {orders.Count} orders.");
        }
    }
}
