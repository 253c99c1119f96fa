using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace SupportBot.Channels.DirectLine;

/// <summary>The keys of the Direct Line tokens: random, made here and kept in the bot's database, so that tokens outlive a restart and
/// every instance takes them. Callers may be concurrent.</summary>
internal sealed class DirectLineKeys(BotDatabase database, TimeProvider time)
{
    /// <summary>Tokens of versions that had one key name none.</summary>
    private const string FirstId = "1";

    private const int KeyBytes = 32;

    /// <summary>A key that was changed by another process is noticed after this time.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private volatile KeySet? _known;

    public static BotTables Tables { get; } = new(
        """
        CREATE TABLE IF NOT EXISTS directline_key (
            id SMALLINT NOT NULL PRIMARY KEY,
            value TEXT NOT NULL
        )
        """,
        new BotColumn("directline_key", "made_unix", "BIGINT NULL"),
        new BotColumn("directline_key", "retired_unix", "BIGINT NULL"))
    {
        Rules =
        [
            new("directline_key", "id", new RowLife.Elsewhere("until its last token has expired, a day after the next key was made"), new RowErasure.Kept("holds nothing of customers")),
        ],
    };

    /// <summary>The key that new tokens are signed with; made when there is none yet.</summary>
    public async Task<DirectLineKey> NewestAsync(CancellationToken ct) => (await KnownAsync(ct))[0];

    /// <param name="keyId">The <c>kid</c> of a token, if it has one.</param>
    /// <returns><c>null</c> when there is no such key, or no longer.</returns>
    public async Task<DirectLineKey?> FindAsync(string? keyId, CancellationToken ct) =>
        (await KnownAsync(ct)).FirstOrDefault(key => key.Id == (keyId ?? FirstId));

    /// <summary>Whether a key still counts, as that of an open stream may not any more.</summary>
    public async Task<bool> HasAsync(string keyId, CancellationToken ct) => await FindAsync(keyId, ct) is not null;

    /// <summary>All keys that count, the newest first. Read anew, and none is made.</summary>
    public async Task<IReadOnlyList<DirectLineKey>> ListAsync(CancellationToken ct) =>
        [.. (await database.ReadAsync(ReadAsync, ct)).Where(key => !IsOver(key))];

    /// <summary>Makes a key that signs from now on. The one before it goes on checking its tokens until they have expired.</summary>
    /// <param name="revokesOld">Whether the old ones count no more, nor do their tokens.</param>
    public async Task<string> RotateAsync(bool revokesOld, CancellationToken ct)
    {
        var id = await database.WriteAsync(async (transaction, token) =>
        {
            await transaction.Command("UPDATE directline_key SET retired_unix = @now WHERE retired_unix IS NULL", ("@now", Now())).RunAsync(token);
            // Before the old ones go, so that no id comes twice.
            var made = await MakeAsync(transaction, token);
            if (revokesOld)
                await transaction.Command("DELETE FROM directline_key WHERE id <> @made", ("@made", made)).RunAsync(token);
            return made;
        }, ct);
        _known = null;
        return id.ToString(CultureInfo.InvariantCulture);
    }

    private async Task<IReadOnlyList<DirectLineKey>> KnownAsync(CancellationToken ct)
    {
        if (_known is { } known && time.GetElapsedTime(known.ReadAt) < Kept)
            return known.Keys;
        var readAt = time.GetTimestamp();
        var stored = await database.ReadAsync(ReadAsync, ct);
        if (stored.Count == 0)
        {
            await database.WriteAsync(MakeFirstAsync, ct);
            stored = await database.ReadAsync(ReadAsync, ct);
        }

        var keys = stored.Where(key => !IsOver(key)).ToList();
        _known = new(keys, readAt);
        if (keys.Count < stored.Count)
            await DropAsync(ct);
        return keys;
    }

    private async Task DropAsync(CancellationToken ct)
    {
        try
        {
            await database.WriteAsync((transaction, token) => transaction.Command(
                "DELETE FROM directline_key WHERE retired_unix <= @past",
                ("@past", Now() - (long)DirectLineKey.MaxTokenLife.TotalSeconds)).RunAsync(token), ct);
        }
        catch (DbException)
        {
            // It counts no more; while the disk is full, its row may stay.
        }
    }

    /// <summary>Of several instances that start at once, one makes the first key.</summary>
    private async Task MakeFirstAsync(DbTransaction transaction, CancellationToken ct)
    {
        if (await transaction.Command("SELECT COUNT(*) FROM directline_key WHERE retired_unix IS NULL").NumberAsync(ct) == 0)
            await MakeAsync(transaction, ct);
    }

    private async Task<long> MakeAsync(DbTransaction transaction, CancellationToken ct) =>
        await transaction.Command(
            "INSERT INTO directline_key (id, value, made_unix) SELECT COALESCE(MAX(id), 0) + 1, @value, @now FROM directline_key RETURNING id",
            ("@value", Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))), ("@now", Now())).NumberAsync(ct);

    private static Task<List<DirectLineKey>> ReadAsync(DbConnection connection, CancellationToken ct) =>
        connection.Command("SELECT id, value, made_unix, retired_unix FROM directline_key ORDER BY id DESC").ListAsync(Read, ct);

    private static DirectLineKey Read(DbDataReader row)
    {
        var id = row.StringOrNull(0)!;
        return new(id, new SymmetricSecurityKey(Convert.FromBase64String(row.GetString(1))) { KeyId = id }, Instant(row, 2), Instant(row, 3));
    }

    private static DateTimeOffset? Instant(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(column));

    private bool IsOver(DirectLineKey key) => key.EndsAt <= time.GetUtcNow();

    private long Now() => time.GetUtcNow().ToUnixTimeSeconds();

    private sealed record KeySet(IReadOnlyList<DirectLineKey> Keys, long ReadAt);
}
