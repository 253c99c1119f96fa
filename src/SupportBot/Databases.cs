using System.Data.Common;
using Microsoft.Data.Sqlite;
using SupportBot.Core.Orders;

namespace SupportBot;

/// <summary>Opens databases; nobody else knows which kinds there are.</summary>
internal static class Databases
{
    /// <summary>The shop's orders database, so that nothing can be written to it.</summary>
    /// <param name="connectionString">SQLite, <c>Data Source=…</c>.</param>
    /// <param name="root">The folder that a relative path counts from.</param>
    /// <exception cref="OrdersUnavailableException">The string isn't usable, or the file is missing; the message says what to do.</exception>
    public static DbDataSource OpenOrders(string connectionString, string root)
    {
        var sqlite = Parse(connectionString);
        if (sqlite.DataSource.Length == 0 || sqlite.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
            || sqlite.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || sqlite.Mode == SqliteOpenMode.Memory)
        {
            throw new OrdersUnavailableException(
                "ConnectionStrings:Orders must name the file of a SQLite database, as in 'Data Source=/srv/shop/orders.db'.");
        }

        sqlite.DataSource = Path.GetFullPath(sqlite.DataSource, root);
        sqlite.Mode = SqliteOpenMode.ReadOnly;
        if (!File.Exists(sqlite.DataSource))
        {
            throw new OrdersUnavailableException(
                $"There is no orders database at {sqlite.DataSource}. Correct ConnectionStrings:Orders, or remove the setting to use the sample database.");
        }
        return SqliteFactory.Instance.CreateDataSource(sqlite.ConnectionString);
    }

    /// <summary>A SQLite database of its own for each connection, gone when that is closed.</summary>
    public static DbDataSource InMemory() => SqliteFactory.Instance.CreateDataSource("Data Source=:memory:");

    private static SqliteConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            if (parts.ContainsKey("Host") || parts.ContainsKey("Server"))
                throw new OrdersUnavailableException("ConnectionStrings:Orders names a database server, but this build reads SQLite files only: 'Data Source=/srv/shop/orders.db'.");
            return new SqliteConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException e)
        {
            throw new OrdersUnavailableException("ConnectionStrings:Orders isn't a connection string; write 'Data Source=/srv/shop/orders.db'.", e);
        }
    }
}
