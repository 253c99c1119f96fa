namespace SupportBot.Core.Storage;

/// <summary>The bot's own read-write database. Reads run side by side; writes one at a time, because SQLite has one writer and a
/// queue here is kinder than SQLITE_BUSY there. Callers may be concurrent. Whatever reads or writes may throw
/// <see cref="StorageUnavailableException"/>.</summary>
/// <param name="faultOf">What an error of the database says about its storage; <c>null</c> when the statement is at fault.</param>
public sealed class BotDatabase(DbDataSource source, Func<DbException, StorageFault?>? faultOf = null, SqlEngine engine = SqlEngine.Sqlite) : IDisposable
{
    /// <summary>With the lock of somebody else after it, less than the 20 s that clients of the web chat wait.</summary>
    private static readonly TimeSpan MaxWaitForWriter = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _writer = new(1, 1);
    private volatile StorageUnavailableException? _damage;

    /// <summary>The first error that told of damage; damage doesn't pass, though much may still work.</summary>
    public StorageUnavailableException? Damage => _damage;

    public SqlEngine Engine => engine;

    /// <summary>Runs a read on a connection of its own.</summary>
    public Task<T> ReadAsync<T>(Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken ct) => GuardAsync(async () =>
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await read(connection, ct);
    });

    /// <summary>Runs a write in a transaction, committed when it returns and rolled back when it throws.</summary>
    public async Task<T> WriteAsync<T>(Func<DbTransaction, CancellationToken, Task<T>> write, CancellationToken ct)
    {
        if (!await _writer.WaitAsync(MaxWaitForWriter, ct))
            throw new StorageUnavailableException(StorageFault.Busy);
        try
        {
            return await GuardAsync(async () =>
            {
                await using var connection = await source.OpenConnectionAsync(ct);
                await using var transaction = await connection.BeginTransactionAsync(ct);
                var result = await write(transaction, ct);
                await transaction.CommitAsync(ct);
                return result;
            });
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<DbTransaction, CancellationToken, Task> write, CancellationToken ct) =>
        WriteAsync(async (transaction, token) =>
        {
            await write(transaction, token);
            return true;
        }, ct);

    /// <summary>Writes with the running turn: the write waits for the turn's own commit and is dropped with it when the turn
    /// fails. Outside a turn it is done at once.</summary>
    public Task WriteWithTurnAsync(Func<DbTransaction, CancellationToken, Task> write, CancellationToken ct)
    {
        if (TurnWork.Current is not { } turn)
            return WriteAsync(write, ct);
        turn.Add(write);
        return Task.CompletedTask;
    }

    public void Dispose() => _writer.Dispose();

    private async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (DbException error) when (error is not StorageUnavailableException && faultOf?.Invoke(error) is { } fault)
        {
            var unavailable = new StorageUnavailableException(fault, error);
            if (!unavailable.MayPass)
                _damage ??= unavailable;
            throw unavailable;
        }
    }
}

/// <summary>What one feature adds to the database in one step of its schema, and the rules of the tables it makes.</summary>
/// <param name="Ddl">Statements, of which the first step's bear being run on a database that has the tables already.</param>
/// <param name="Later">Columns that a table of a version before the steps may lack; they don't stand in the statements.</param>
public sealed record BotTables(string Ddl, params IReadOnlyList<BotColumn> Later)
{
    /// <summary>The statements for PostgreSQL, where they aren't the same.</summary>
    public string Postgres { get; init; } = Ddl;

    /// <summary>One for each table. What another's SQL looks at comes after it.</summary>
    public IReadOnlyList<TableRule> Rules { get; init; } = [];
}

/// <summary>A column that came after its table. <paramref name="Definition"/> fits the rows that are there already.</summary>
public sealed record BotColumn(string Table, string Name, string Definition);
