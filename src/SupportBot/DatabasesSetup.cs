using System.Data.Common;
using Microsoft.Data.Sqlite;
using SupportBot.Core.Audit;
using SupportBot.Core.Handoff;
using SupportBot.Core.Identity;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.SampleData;

namespace SupportBot;

/// <summary>Opens the shop's database and the bot's own, and registers what reads them.</summary>
internal static class DatabasesSetup
{
    public static void AddDatabases(this WebApplicationBuilder builder)
    {
        var orders = OrdersSource(builder.Configuration);
        var own = BotSource(builder.Configuration);
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new OrdersDatabase(orders))
            .AddSingleton<OrdersSchemaCheck>()
            .AddSingleton<IOrders, SqlOrders>()
            .AddSingleton<ICustomerDirectory, SqlCustomerDirectory>()
            .AddSingleton<SqlCustomerContacts>()
            .AddSingleton<ISampleCustomers, SqlSampleCustomers>()
            .AddSingleton(new BotDatabase(own))
            .AddSingleton(SqlConversationBindings.Tables)
            .AddSingleton<SqlConversationBindings>()
            .AddSingleton<IConversationBindings>(provider => provider.GetRequiredService<SqlConversationBindings>())
            .AddSingleton(LinkCodes.Tables)
            .AddSingleton<LinkCodes>()
            .AddSingleton(Transcripts.Tables)
            .AddSingleton<Transcripts>()
            .AddSingleton(HandoffRows.Tables)
            .AddSingleton(SqlAgentAudit.Tables)
            .AddSingleton<IAgentAudit, SqlAgentAudit>()
            .AddSingleton<AgentDesk>()
            .AddSingleton<HandoffNews>()
            .AddSingleton<IHandoffQueue, SqlHandoffQueue>()
            .AddSingleton<SqlHandoffDesk>()
            .AddSingleton<IHandoffDesk>(provider => provider.GetRequiredService<SqlHandoffDesk>());
    }

    /// <summary>Creates the tables of the bot's own database that are missing.</summary>
    /// <exception cref="StartupException">The database can't be written.</exception>
    public static async Task PrepareDatabasesAsync(this WebApplication app, CancellationToken ct)
    {
        try
        {
            await app.Services.GetRequiredService<BotDatabase>().CreateTablesAsync(app.Services.GetServices<BotTables>(), ct);
        }
        catch (DbException error)
        {
            throw new StartupException(
                $"The bot's own database can't be written: {error.Message} It lies in {Settings.DataFolder(app.Configuration)} "
                + "unless ConnectionStrings:Bot says otherwise. Check that the folder can be written and the disk has room; "
                + "a broken file can be moved away, then the bot begins with an empty one.", error);
        }
    }

    /// <summary>Whether no orders database is configured, so that the sample stands in.</summary>
    public static bool UsesSampleShop(IConfiguration configuration) => configuration.GetConnectionString("Orders") is not { Length: > 0 };

    /// <summary>The configured orders database, or without one the sample, made when it is missing.</summary>
    public static DbDataSource OrdersSource(IConfiguration configuration)
    {
        if (configuration.GetConnectionString("Orders") is { Length: > 0 } configured)
            return Databases.OpenOrders(configured, Settings.Root);
        var sample = Path.Combine(Settings.DataFolder(configuration), "sample-orders.db");
        try
        {
            SampleDatabase.EnsureCreated(sample);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DbException)
        {
            throw new StartupException($"The sample orders database can't be made at {sample}: {error.Message} Set SUPPORTBOT_DATA to a folder that can be written, or ConnectionStrings:Orders to the shop's database.", error);
        }

        return Databases.OpenOrders(new SqliteConnectionStringBuilder { DataSource = sample }.ConnectionString, Settings.Root);
    }

    /// <summary>The bot's own database, made when it is missing.</summary>
    /// <exception cref="StartupException">It can't be opened.</exception>
    public static DbDataSource BotSource(IConfiguration configuration)
    {
        try
        {
            var folder = Settings.DataFolder(configuration);
            Directory.CreateDirectory(folder);
            var sqlite = new SqliteConnectionStringBuilder(configuration.GetConnectionString("Bot") ?? "Data Source=bot.db");
            sqlite.DataSource = Path.GetFullPath(sqlite.DataSource, folder);
            using var connection = new SqliteConnection(sqlite.ConnectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            // Readers never wait for the writer; kept in the file, so that once is enough.
            command.CommandText = "PRAGMA journal_mode = WAL";
            command.ExecuteNonQuery();
            return SqliteFactory.Instance.CreateDataSource(sqlite.ConnectionString);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DbException or ArgumentException)
        {
            throw new StartupException(
                $"The bot's own database can't be opened: {error.Message} Set SUPPORTBOT_DATA to a folder that can be written, or ConnectionStrings:Bot to 'Data Source=FILE'. "
                + "A broken file can be moved away, then the bot begins with an empty one.", error);
        }
    }
}
