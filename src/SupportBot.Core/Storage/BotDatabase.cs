using System.Data.Common;

namespace SupportBot.Core.Storage;

/// <summary>
/// The bot's own read-write database. Reads run side by side; writes one at a time, because SQLite has one writer and a
/// queue here is kinder than SQLITE_BUSY there. Callers may be concurrent.
/// </summary>
public sealed class BotDatabase(DbDataSource source) : IDisposable
{
    private readonly SemaphoreSlim _writer = new(1, 1);

    /// <summary>Creates the tables that are missing. Each statement must bear being run again.</summary>
    public async Task CreateTablesAsync(IEnumerable<BotTables> tables, CancellationToken ct)
    {
        foreach (var table in tables)
        {
            await WriteAsync(async (transaction, token) =>
            {
                await using var command = transaction.Command(table.Ddl);
                await command.ExecuteNonQueryAsync(token);
            }, ct);
        }
    }

    /// <summary>Runs a read on a connection of its own.</summary>
    public async Task<T> ReadAsync<T>(Func<DbConnection, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await read(connection, ct);
    }

    /// <summary>Runs a write in a transaction, committed when it returns and rolled back when it throws.</summary>
    public async Task<T> WriteAsync<T>(Func<DbTransaction, CancellationToken, Task<T>> write, CancellationToken ct)
    {
        await _writer.WaitAsync(ct);
        try
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            var result = await write(transaction, ct);
            await transaction.CommitAsync(ct);
            return result;
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

    /// <summary>
    /// Writes with the running turn: the write waits for the turn's own commit and is dropped with it when the turn
    /// fails. Outside a turn it is done at once.
    /// </summary>
    public Task WriteWithTurnAsync(Func<DbTransaction, CancellationToken, Task> write, CancellationToken ct)
    {
        if (TurnWork.Current is not { } turn)
            return WriteAsync(write, ct);
        turn.Add(write);
        return Task.CompletedTask;
    }

    public void Dispose() => _writer.Dispose();
}

/// <summary>The tables of one feature: statements that SQLite and PostgreSQL take alike, written <c>IF NOT EXISTS</c>.</summary>
public sealed record BotTables(string Ddl);
