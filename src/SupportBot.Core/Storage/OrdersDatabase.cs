namespace SupportBot.Core.Storage;

/// <summary>The shop's orders database, whichever of its optional tables and columns it has. Every query is a SELECT; the host
/// hands in connections that can't write. Callers may be concurrent.</summary>
public sealed class OrdersDatabase(DbDataSource source)
{
    private volatile Probed? _probed;

    /// <summary>Runs a read on a connection of its own.</summary>
    /// <exception cref="OrdersUnavailableException">The database can't be opened or read, or lacks a required column.</exception>
    internal Task<T> ReadAsync<T>(Func<DbConnection, OrdersSchema, CancellationToken, Task<T>> read, CancellationToken ct) =>
        GuardAsync(async connection =>
        {
            var probed = _probed;
            // Another file under the same name has a connection string of its own, and perhaps other columns.
            if (probed?.ConnectionString != connection.ConnectionString)
                probed = new(connection.ConnectionString, await OrdersSchema.ProbeAsync(connection, ct));
            // One that doesn't fit is looked at anew next time, so that a mended database serves without a restart.
            _probed = probed.Schema.Errors.Count > 0 ? null : probed;
            if (probed.Schema.Errors.Count > 0)
                throw new OrdersUnavailableException(string.Join(' ', probed.Schema.Errors));
            return await read(connection, probed.Schema, ct);
        }, ct);

    /// <summary>Looks at the tables and columns anew.</summary>
    /// <exception cref="OrdersUnavailableException">The database can't be opened or read.</exception>
    internal Task<OrdersSchema> ProbeAsync(CancellationToken ct) =>
        GuardAsync(connection => OrdersSchema.ProbeAsync(connection, ct), ct);

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
            await using var connection = await source.OpenConnectionAsync(ct);
            return await read(connection);
        }
        catch (Exception e) when (e is DbException or IOException or TimeoutException or UnauthorizedAccessException)
        {
            _probed = null;
            throw new OrdersUnavailableException(
                $"The orders database can't be read: {e.Message.TrimEnd('.', ' ')}. "
                + "Check ConnectionStrings:Orders and that the database is there and readable; 'SupportBot orders check' tells more.", e);
        }
    }

    private sealed record Probed(string ConnectionString, OrdersSchema Schema);
}
