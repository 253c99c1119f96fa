using Microsoft.Data.Sqlite;
using SupportBot.Hosting.SampleData;

namespace SupportBot.Hosting;

/// <summary>Opens the shop's database and the bot's own, and registers what reads them.</summary>
internal static partial class DatabasesSetup
{
    /// <summary>Enough for some gigabytes; a start must not take for ever.</summary>
    private static readonly TimeSpan MaxCheck = TimeSpan.FromSeconds(10);

    /// <summary>A larger file of an earlier version would keep the start waiting for too long.</summary>
    private const long MaxBytesWrittenAnew = 1024L * 1024 * 1024;

    public static void AddDatabases(this WebApplicationBuilder builder)
    {
        CreateDataFolder(builder.Configuration);
        var own = OpenBotFile(builder.Configuration);
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(own)
            .AddSingleton(new BotDatabase(own.Source, Databases.FaultOf))
            .AddSingleton<SqlConversationBindings>()
            .AddSingleton<IConversationBindings>(provider => provider.GetRequiredService<SqlConversationBindings>())
            .AddSingleton<LinkCodes>()
            .AddSingleton<Transcripts>()
            .AddSingleton<IAgentAudit, SqlAgentAudit>()
            .AddSingleton<AgentDesk>()
            .AddSingleton<HandoffEventBroadcaster>()
            .AddSingleton<IHandoffQueue, SqlHandoffQueue>()
            .AddSingleton<SqlHandoffDesk>();
    }

    /// <summary>Checks the bot's own database and brings its schema up to date.</summary>
    /// <exception cref="StartupException">The database is damaged, or can't be written.</exception>
    public static async Task PrepareDatabasesAsync(this WebApplication app, CancellationToken ct)
    {
        var file = app.Services.GetRequiredService<BotFile>();
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(DatabasesSetup).FullName!);
        try
        {
            RequireWhole(file, logger);
            TakeUpIncrementalVacuum(file, logger);
            await MigrateAsync(app.Services, logger, ct);
        }
        catch (DbException error)
        {
            throw new StartupException(
                $"The bot's own database can't be written: {error.Message} It is {file.FilePath}. Check that the folder can be written and the disk has room; "
                + "a broken file can be moved away, then the bot begins with an empty one.", error);
        }

        foreach (var open in DataFolder.MakePrivate(file.FilePath, Settings.KeysFolder(app.Configuration)))
            LogOpenToOthers(logger, open);
    }

    private static async Task MigrateAsync(IServiceProvider services, ILogger logger, CancellationToken ct)
    {
        var steps = services.GetRequiredService<DatabaseSchema>().Steps;
        var newest = await ActivatorUtilities.CreateInstance<Migrations>(services).RunAsync(steps, ct);
        if (newest > steps[^1].Number)
            LogNewer(logger, newest, steps[^1].Number);
    }

    private static void RequireWhole(BotFile file, ILogger logger)
    {
        var (damage, isComplete) = file.Check(MaxCheck);
        if (damage is not null)
        {
            throw new StartupException(
                $"The bot's own database {file.FilePath} is damaged: {damage}. Restore a copy of it, or rescue what can be read: sqlite3 {file.FilePath} .recover | sqlite3 rescued.db. "
                + "Or move it away with its -wal and -shm, then the bot begins with an empty one, without the open conversations and handoffs.");
        }

        if (!isComplete)
            LogCheckedInPart(logger, MaxCheck.TotalSeconds);
    }

    private static void TakeUpIncrementalVacuum(BotFile file, ILogger logger)
    {
        try
        {
            if (new FileInfo(file.FilePath).Length <= MaxBytesWrittenAnew)
                file.TakeUpIncrementalVacuum();
        }
        catch (DbException error)
        {
            // It does without: room is used again, but doesn't go back to the disk.
            LogNotWrittenAnew(logger, error);
        }
    }

    /// <summary>Whether no orders are configured, so that the sample stands in.</summary>
    public static bool UsesSampleShop(IConfiguration configuration) =>
        configuration.GetConnectionString("Orders") is not { Length: > 0 } && configuration["Orders:Url"] is not { Length: > 0 };

    /// <exception cref="StartupException">A setting has a value that it can't have.</exception>
    public static OrdersOptions OrdersOptionsOf(IConfiguration configuration)
    {
        var options = new OrdersOptions();
        try
        {
            configuration.GetSection(OrdersOptions.Section).Bind(options);
            return options;
        }
        catch (InvalidOperationException error)
        {
            throw new StartupException($"The settings «Orders» can't be read: {error.InnerException?.Message ?? error.Message}", error);
        }
    }

    /// <summary>The configured orders database, or without one the sample, made when it is missing.</summary>
    public static OrdersDatabase OpenOrders(IConfiguration configuration, OrdersOptions options)
    {
        if (configuration.GetConnectionString("Orders") is { Length: > 0 } configured)
            return Open(configured, options);
        var sample = Path.Combine(Settings.DataFolder(configuration), "sample-orders.db");
        try
        {
            SampleDatabase.EnsureCreated(sample);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DbException)
        {
            throw new StartupException($"The sample orders database can't be made at {sample}: {error.Message} Set SUPPORTBOT_DATA to a folder that can be written, or ConnectionStrings:Orders to the shop's database.", error);
        }

        return Open(new SqliteConnectionStringBuilder { DataSource = sample }.ConnectionString, new OrdersOptions());
    }

    private static OrdersDatabase Open(string connectionString, OrdersOptions options)
    {
        var (source, engine) = Databases.OpenOrders(connectionString, Settings.Root, options);
        return new OrdersDatabase(source, engine, options);
    }

    private static void CreateDataFolder(IConfiguration configuration)
    {
        var folder = Settings.DataFolder(configuration);
        try
        {
            DataFolder.Create(folder);
            DataFolder.Create(Settings.KeysFolder(configuration));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The data folder {folder} can't be written: {error.Message} Set SUPPORTBOT_DATA to a folder that can be.", error);
        }
    }

    /// <summary>The bot's own database, made when it is missing.</summary>
    /// <exception cref="StartupException">It can't be opened.</exception>
    public static BotFile OpenBotFile(IConfiguration configuration)
    {
        CreateDataFolder(configuration);
        try
        {
            return Databases.OpenBot(configuration.GetConnectionString("Bot") ?? "Data Source=bot.db", Settings.DataFolder(configuration));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DbException or ArgumentException)
        {
            throw new StartupException(
                $"The bot's own database can't be opened: {error.Message} Set SUPPORTBOT_DATA to a folder that can be written, or ConnectionStrings:Bot to 'Data Source=FILE'. "
                + "A broken file can be moved away, then the bot begins with an empty one.", error);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Path} can be read by other users of this machine, and that could not be mended. It holds keys and what customers wrote: chmod go-rwx it as its owner")]
    private static partial void LogOpenToOthers(ILogger logger, string path);

    [LoggerMessage(LogLevel.Information, "The bot's own database has step {Newest} of a newer version, which may run beside this one, that knows {Known}")]
    private static partial void LogNewer(ILogger logger, int newest, int known);

    [LoggerMessage(LogLevel.Warning, "The bot's own database is so large that only a part of it could be checked for damage in {Seconds} s. Check it yourself now and then: PRAGMA quick_check")]
    private static partial void LogCheckedInPart(ILogger logger, double seconds);

    [LoggerMessage(LogLevel.Warning, "The bot's own database could not be written anew, so that room which becomes free in it stays with it; tried again at the next start")]
    private static partial void LogNotWrittenAnew(ILogger logger, Exception error);
}
