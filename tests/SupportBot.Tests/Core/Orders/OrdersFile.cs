using Microsoft.Data.Sqlite;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Core.Orders;

/// <summary>An orders database in a folder of its own, opened as the host opens it.</summary>
public sealed class OrdersFile : TestShop
{
    public const string Minimal = """
        CREATE TABLE users (user_id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, joining_date TEXT, phone TEXT, email TEXT, address TEXT, city TEXT, zip_code TEXT);
        CREATE TABLE orders (order_id INTEGER PRIMARY KEY, user_id INTEGER, status TEXT, date_purchase TEXT, date_shipped TEXT, date_delivered TEXT);
        INSERT INTO users VALUES (1, 'Ann', 'Bell', '2024-01-01', '1', 'ann@example.com', 'A 1', 'Ulm', '1'), (2, 'Bob', 'Cole', '2024-01-01', '2', 'bob@example.com', 'B 2', 'Ulm', '2'), (3, 'Cem', 'Dal', '2024-01-01', '3', 'cem@example.com', 'C 3', 'Ulm', '3');
        INSERT INTO orders VALUES
            (10, 1, 'delivered', '2026-01-05', '2026-01-06', '2026-01-09'),
            (11, 2, 'shipped', '2026-03-01', '2026-03-02', NULL),
            (12, 1, 'invoiced', '2026-04-01', NULL, NULL);
        """;

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("orders-").FullName;

    public OrdersFile(string sql)
    {
        Execute(sql);
        Open(Settings, _folder, new OrdersOptions());
    }

    public const string Settings = "Data Source=orders.db;Pooling=False";

    public string Folder => _folder;

    public string FilePath => Path.Combine(_folder, "orders.db");

    protected override string ConnectionString => Settings;

    protected override string Root => _folder;

    public override void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public override void Dispose()
    {
        base.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }
}
