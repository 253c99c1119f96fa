namespace SupportBot.Hosting;

/// <summary>The shop's SQLite file, read-only, as it is now: connections to a file that was replaced, written over or removed
/// since are not used again. Each file that is met gets a connection string of its own. Callers may be concurrent.</summary>
/// <param name="path">The whole path.</param>
internal sealed class OrdersFile(string path, string connectionString, TimeProvider time) : DbDataSource
{
    private static readonly TimeSpan MaxWaitForLock = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private FileIdentity? _file;
    private FileIdentity? _ignoredLog;
    private string _logPath = "";
    private string _current = "";
    private int _version;

    public override string ConnectionString => connectionString;

    /// <exception cref="FileNotFoundException">There is no file any more.</exception>
    protected override DbConnection CreateDbConnection()
    {
        lock (_lock)
            return Databases.Connect(Current());
    }

    protected override async ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken)
    {
        var connection = CreateDbConnection();
        try
        {
            await connection.OpenAsync(cancellationToken);
            await WaitForLockAsync(connection, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits here, because a command would wait on its thread and with many customers take all of them.</summary>
    private async Task WaitForLockAsync(DbConnection connection, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        while (Databases.IsLocked(connection))
        {
            if (time.GetElapsedTime(began) >= MaxWaitForLock)
                throw new TimeoutException("somebody else keeps the database locked, an import or a VACUUM perhaps");
            await Task.Delay(LockPause, time, ct);
        }
    }

    private string Current()
    {
        var file = FileIdentity.Of(path) ?? throw new FileNotFoundException($"there is no file at {path} any more, or the way to it is closed");
        if (file != _file || (_ignoredLog is not null && FileIdentity.Of(_logPath) != _ignoredLog))
            Follow(file);
        return _current;
    }

    private void Follow(FileIdentity file)
    {
        if (_file is { } before)
        {
            Databases.ForgetConnections(_current);
            // SQLite keeps the write-ahead log beside the file that a link leads to.
            _logPath = (File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path) + "-wal";
            // A log that is older than the file under this name belongs to another, whose pages must not get into this one.
            var log = FileIdentity.Of(_logPath);
            _ignoredLog = log == _ignoredLog || (!file.IsSameFile(before) && log?.ChangedAt <= file.ChangedAt) ? log : null;
        }

        _file = file;
        _current = Numbered(++_version);
    }

    /// <summary>SQLite passes over a parameter that it doesn't know; to the pool it makes another database.</summary>
    private string Numbered(int version)
    {
        var address = string.Join('/', path.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
        var settings = new DbConnectionStringBuilder { ConnectionString = connectionString };
        settings["Data Source"] = string.Create(
            CultureInfo.InvariantCulture,
            $"file://{(address.StartsWith('/') ? "" : "/")}{address}?version={version}{(_ignoredLog is null ? "" : "&immutable=1")}");
        return settings.ConnectionString;
    }
}
