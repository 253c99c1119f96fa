using System.Data;
using System.Net.Sockets;

namespace SupportBot.Core.Storage;

/// <summary>The shop's orders database, whichever of its optional tables and columns it has. Every query is a SELECT; the host
/// hands in connections that can't write. Callers may be concurrent.</summary>
public sealed class OrdersDatabase(DbDataSource source, SqlEngine engine = SqlEngine.Sqlite, OrdersOptions? options = null, TimeProvider? time = null)
    : IDisposable
{
    /// <summary>A server that is started again is there within seconds; a file needs no second look.</summary>
    private static readonly TimeSpan[] ServerPauses = [TimeSpan.Zero, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1)];

    private readonly OrdersShop _shop = new(engine, options ?? new());
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private volatile Probed? _probed;

    private TimeSpan[] Pauses => engine == SqlEngine.Sqlite ? [] : ServerPauses;

    public void Dispose() => source.Dispose();

    /// <summary>Runs a read on a connection of its own.</summary>
    /// <exception cref="OrdersUnavailableException">The database can't be opened or read, or lacks a required column.</exception>
    internal Task<T> ReadAsync<T>(Func<DbConnection, OrdersSchema, CancellationToken, Task<T>> read, CancellationToken ct) =>
        GuardAsync(async connection =>
        {
            var probed = _probed;
            // Another file under the same name has a connection string of its own, and perhaps other columns.
            if (probed?.ConnectionString != connection.ConnectionString)
                probed = new(connection.ConnectionString, await OrdersSchema.ProbeAsync(connection, _shop, ct));
            // One that doesn't fit is looked at anew next time, so that a mended database serves without a restart.
            _probed = probed.Schema.Errors.Count > 0 ? null : probed;
            if (probed.Schema.Errors.Count > 0)
                throw new OrdersUnavailableException(string.Join(' ', probed.Schema.Errors));
            return await read(connection, probed.Schema, ct);
        }, ct);

    /// <summary>Looks at the tables and columns anew.</summary>
    /// <exception cref="OrdersUnavailableException">The database can't be opened or read.</exception>
    internal Task<OrdersSchema> ProbeAsync(CancellationToken ct) =>
        GuardAsync(connection => OrdersSchema.ProbeAsync(connection, _shop, ct), ct);

    /// <summary>Text that a database can hold; a zero character or half a surrogate pair is an error to PostgreSQL.</summary>
    internal static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || !Rune.TryGetRuneAt(text, i, out var rune))
                return false;
            i += rune.Utf16SequenceLength - 1;
        }
        return text.Length > 0;
    }

    private async Task<T> GuardAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken ct)
    {
        try
        {
            foreach (var pause in Pauses)
            {
                if (await TryAsync(read, ct) is (true, var result))
                    return result!;
                await Task.Delay(pause, _time, ct);
            }
            await using var connection = await source.OpenConnectionAsync(ct);
            return await read(connection);
        }
        catch (Exception e) when (e is DbException or SocketException or IOException or TimeoutException or UnauthorizedAccessException)
        {
            _probed = null;
            throw new OrdersUnavailableException(
                $"The orders database can't be read: {e.Message.TrimEnd('.', ' ')}. "
                + "Check ConnectionStrings:Orders and that the database is there and readable; 'SupportBot orders check' tells more.", e);
        }
    }

    /// <returns>Whether it was read; a server that went away, or says that it will soon be there again, is asked once more.</returns>
    private async Task<(bool IsRead, T? Result)> TryAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken ct)
    {
        DbConnection? connection = null;
        try
        {
            connection = await source.OpenConnectionAsync(ct);
            return (true, await read(connection));
        }
        catch (Exception error) when (IsLost(error, connection))
        {
            return (false, default);
        }
        finally
        {
            if (connection is not null)
                await connection.DisposeAsync();
        }
    }

    /// <summary>Not a query that is wrong or slow, but a server that is gone. MySQL's driver lets errors of its socket through.</summary>
    private static bool IsLost(Exception error, DbConnection? connection) => error is SocketException or IOException
        || (error is DbException { InnerException: not TimeoutException } lost && (lost.IsTransient || connection is null or { State: not ConnectionState.Open }));

    private sealed record Probed(string ConnectionString, OrdersSchema Schema);
}
