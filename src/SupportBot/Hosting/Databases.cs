using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SupportBot.Hosting;

/// <summary>Opens databases; nobody else knows which kinds there are.</summary>
internal static class Databases
{
    private const int MaxSecondsForOrders = 2;
    private const int MaxSecondsForALock = 5;
    private const int StepsBetweenLooks = 1000;

    /// <summary>The shop's orders database, so that nothing can be written to it.</summary>
    /// <param name="connectionString">SQLite <c>Data Source=…</c>, PostgreSQL <c>Host=…</c>, MySQL or MariaDB <c>Server=…</c>.</param>
    /// <param name="root">The folder that a relative path counts from.</param>
    /// <exception cref="OrdersUnavailableException">The string isn't usable, or the file is missing; the message says what to do.</exception>
    public static (DbDataSource Source, SqlEngine Engine) OpenOrders(string connectionString, string root, OrdersOptions options)
    {
        var engine = options.Provider ?? EngineOf(connectionString);
        return (engine switch
        {
            SqlEngine.Postgres => OrdersServers.Postgres(connectionString, options.QueryTimeout),
            SqlEngine.MySql => OrdersServers.MySql(connectionString, options.QueryTimeout),
            _ => OpenOrdersFile(connectionString, root),
        }, engine);
    }

    private static OrdersFile OpenOrdersFile(string connectionString, string root)
    {
        var sqlite = Parse(connectionString);
        if (sqlite.DataSource.Length == 0 || sqlite.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
            || sqlite.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || sqlite.Mode == SqliteOpenMode.Memory)
        {
            throw new OrdersUnavailableException(
                "ConnectionStrings:Orders must name the file of a SQLite database, as in 'Data Source=/srv/shop/orders.db'.");
        }

        sqlite.DataSource = Path.GetFullPath(sqlite.DataSource, root);
        if (!File.Exists(sqlite.DataSource))
        {
            throw new OrdersUnavailableException(
                $"There is no orders database at {sqlite.DataSource}. Correct ConnectionStrings:Orders, or remove the setting to use the sample database.");
        }
        sqlite.Mode = SqliteOpenMode.ReadOnly;
        LimitWaiting(sqlite, MaxSecondsForOrders);
        return new OrdersFile(sqlite.DataSource, sqlite.ConnectionString, TimeProvider.System);
    }

    /// <summary>The bot's own database, made when it is missing.</summary>
    /// <param name="folder">The folder that a relative path counts from.</param>
    /// <exception cref="ArgumentException">The string isn't usable.</exception>
    /// <exception cref="DbException">The file can't be opened.</exception>
    public static BotFile OpenBot(string connectionString, string folder)
    {
        var sqlite = new SqliteConnectionStringBuilder(connectionString);
        sqlite.DataSource = Path.GetFullPath(sqlite.DataSource, folder);
        LimitWaiting(sqlite, MaxSecondsForALock);
        // SQLite gives its side files the rights of this one.
        DataFolder.CreateFile(sqlite.DataSource);
        using (var connection = Connect(sqlite.ConnectionString))
        {
            connection.Open();
            // So that the room of expired uploads goes back to the disk. Only an empty file takes it just so.
            Run(connection, "PRAGMA auto_vacuum = INCREMENTAL");
            // Readers never wait for the writer; kept in the file, so that once is enough.
            Run(connection, "PRAGMA journal_mode = WAL");
        }

        return new BotFile(sqlite.DataSource, sqlite.ConnectionString, SqliteFactory.Instance.CreateDataSource(sqlite.ConnectionString));
    }

    /// <summary>Makes a SQLite file and closes it.</summary>
    public static void MakeFile(string path, Action<DbConnection> fill)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        fill(connection);
    }

    /// <summary>A connection to a SQLite file, not open yet.</summary>
    public static DbConnection Connect(string connectionString) => new SqliteConnection(connectionString);

    /// <summary>Closes what is pooled for this string and not in use; what is in use is closed afterwards.</summary>
    public static void ForgetConnections(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Whether somebody else's lock keeps an open connection from reading. Never waits.</summary>
    /// <exception cref="IOException">The file can't be read without writing beside it.</exception>
    public static bool IsLocked(DbConnection connection) =>
        (raw.sqlite3_exec(((SqliteConnection)connection).Handle, "SELECT 1 FROM sqlite_schema LIMIT 1") & 0xff) switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => true,
            raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN => throw new IOException(
                "the database is in WAL mode, where SQLite writes a file beside it also to read, and the bot may not write to that folder. "
                + "Let the shop take it out of WAL mode (PRAGMA journal_mode=DELETE), let the bot write to the folder, or give the bot a copy (sqlite3 orders.db \".backup copy.db\")"),
            _ => false,
        };

    /// <summary>Looks whether a SQLite file is whole, for as long as <paramref name="limit"/>.</summary>
    /// <param name="connection">Open.</param>
    /// <returns>The first damage in SQLite's words, or <c>null</c>; and whether everything could be looked at.</returns>
    public static (string? Damage, bool IsComplete) Check(DbConnection connection, TimeSpan limit)
    {
        var handle = ((SqliteConnection)connection).Handle;
        var began = Stopwatch.GetTimestamp();
        raw.sqlite3_progress_handler(handle, StepsBetweenLooks, _ => Stopwatch.GetElapsedTime(began) > limit ? 1 : 0, null);
        try
        {
            var verdict = Run(connection, "PRAGMA quick_check(1)") as string;
            return (verdict == "ok" ? null : verdict ?? "quick_check says nothing", true);
        }
        catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            return (null, false);
        }
        catch (SqliteException error) when (FaultOf(error) == StorageFault.Damaged)
        {
            return (error.Message, true);
        }
        finally
        {
            raw.sqlite3_progress_handler(handle, 0, null, null);
        }
    }

    /// <summary>What an error code says about the storage (https://sqlite.org/rescode.html).</summary>
    /// <returns><c>null</c> when it is not the storage that is at fault.</returns>
    public static StorageFault? FaultOf(DbException error) => (error as SqliteException)?.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => StorageFault.Full,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => StorageFault.Busy,
        raw.SQLITE_READONLY or raw.SQLITE_PERM => StorageFault.ReadOnly,
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => StorageFault.Damaged,
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_NOMEM or raw.SQLITE_PROTOCOL => StorageFault.OutOfReach,
        _ => null,
    };

    /// <summary>Runs a statement of ours on an open connection.</summary>
    public static object? Run(DbConnection connection, string sql)
    {
        using var command = connection.Command(sql);
        return command.ExecuteScalar();
    }

    /// <summary>A SQLite database of its own for each connection, gone when that is closed.</summary>
    public static DbDataSource InMemory() => SqliteFactory.Instance.CreateDataSource("Data Source=:memory:");

    private static void LimitWaiting(SqliteConnectionStringBuilder settings, int seconds)
    {
        if (!settings.ShouldSerialize("Default Timeout"))
            settings.DefaultTimeout = seconds;
    }

    /// <summary>«Host» names PostgreSQL and «Server» MySQL or MariaDB, as their drivers' pages have it; both words together are left to the setting.</summary>
    private static SqlEngine EngineOf(string connectionString)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
            return parts.ContainsKey("Host") && parts.ContainsKey("Server")
                ? throw new OrdersUnavailableException("ConnectionStrings:Orders has both Host and Server; say Orders:Provider=Postgres or Orders:Provider=MySql.")
                : parts.ContainsKey("Host") ? SqlEngine.Postgres : parts.ContainsKey("Server") ? SqlEngine.MySql : SqlEngine.Sqlite;
        }
        catch (ArgumentException e)
        {
            throw NoConnectionString(e);
        }
    }

    private static SqliteConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return new SqliteConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException e)
        {
            throw NoConnectionString(e);
        }
    }

    private static OrdersUnavailableException NoConnectionString(ArgumentException e) => new(
        "ConnectionStrings:Orders isn't a connection string; write 'Data Source=/srv/shop/orders.db' (SQLite), "
        + "'Host=…;Database=…;Username=…;Password=…' (PostgreSQL) or 'Server=…;Database=…;User ID=…;Password=…' (MySQL, MariaDB).", e);
}
