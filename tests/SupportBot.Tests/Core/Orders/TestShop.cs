using System.Data.Common;
using SupportBot.Core.Customers;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Hosting;

namespace SupportBot.Tests.Core.Orders;

/// <summary>A shop's database of its own, opened as the host opens it.</summary>
public abstract class TestShop : IDisposable
{
    private OrdersDatabase? _database;
    private OrdersOptions _options = new();

    public OrdersDatabase Database => _database!;

    public SqlOrders Orders { get; private set; } = null!;

    public SqlCustomerDirectory Directory { get; private set; } = null!;

    public static CustomerId Customer(string userId) => new(userId);

    /// <summary>Connections as the bot has them.</summary>
    /// <remarks>Disposed by the test.</remarks>
    public DbDataSource Source() => Databases.OpenOrders(ConnectionString, Root, _options).Source;

    /// <summary>Runs statements as the shop itself would.</summary>
    public abstract void Execute(string sql);

    public virtual void Dispose()
    {
        _database?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens it with other settings.</summary>
    public void Reopen(Action<OrdersOptions> settings, TimeProvider? time = null)
    {
        _database?.Dispose();
        _options = new OrdersOptions();
        settings(_options);
        Open(ConnectionString, Root, _options, time);
    }

    protected abstract string ConnectionString { get; }

    protected virtual string Root => "/";

    protected void Open(string connectionString, string root, OrdersOptions options, TimeProvider? time = null)
    {
        var (source, engine) = Databases.OpenOrders(connectionString, root, options);
        _database = new OrdersDatabase(source, engine, options);
        Orders = new SqlOrders(_database, new OrdersValues(options, time ?? TimeProvider.System));
        Directory = new SqlCustomerDirectory(_database);
    }
}
