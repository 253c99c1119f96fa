using System.Data.Common;
using System.Text.RegularExpressions;
using MySqlConnector;
using Npgsql;
using SupportBot.Core.Storage;
using SupportBot.Tests.Core.Orders;

namespace SupportBot.Tests.Servers;

/// <summary>A shop's database on a server.</summary>
public sealed class ServerShop : TestShop
{
    private readonly string _connectionString;
    private readonly bool _isMySql;

    private ServerShop(string connectionString, bool isMySql, string sql)
    {
        (_connectionString, _isMySql) = (connectionString, isMySql);
        Execute(sql);
        Open(connectionString, "/", new OrdersOptions());
    }

    protected override string ConnectionString => _connectionString;

    public static ServerShop On(PostgresServer server, string sql) =>
        new(server.ConnectionString(server.CreateAsync().GetAwaiter().GetResult()), isMySql: false, sql);

    public static ServerShop On(MariaDbServer server, string sql) =>
        new(server.ConnectionString(server.CreateAsync().GetAwaiter().GetResult()), isMySql: true, sql);

    public override void Execute(string sql) => Fill(_connectionString, _isMySql, sql);

    /// <summary>Runs statements as the shop itself would.</summary>
    public static void Fill(string connectionString, bool isMySql, string sql)
    {
        using DbConnection connection = isMySql ? new MySqlConnection(connectionString + ";Pooling=false") : new NpgsqlConnection(connectionString + ";Pooling=false");
        connection.Open();
        connection.Command(isMySql ? MySqlTypes(sql) : sql).Run();
    }
    /// <summary>MySQL can't index a TEXT without a length.</summary>
    private static string MySqlTypes(string sql) => Regex.Replace(sql, @"\bTEXT\b", "VARCHAR(190)");
}
