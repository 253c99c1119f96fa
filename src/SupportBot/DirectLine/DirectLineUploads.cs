using System.Buffers.Text;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using SupportBot.Core.Storage;

namespace SupportBot.DirectLine;

/// <summary>A file that a user sent.</summary>
internal sealed record UploadedFile(string Id, string ContentType, string Name, byte[] Content);

/// <summary>Files that users send, kept for a day under addresses that can't be guessed.</summary>
internal sealed class DirectLineUploads(BotDatabase database, IOptions<DirectLineOptions> options, TimeProvider time)
{
    /// <summary>How large all files of one upload may be together.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>An id for a file, which nobody can guess.</summary>
    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Whether a conversation may have these files, too.</summary>
    public async Task<bool> HasRoomAsync(
        DbTransaction transaction, string conversationId, IReadOnlyCollection<UploadedFile> files, CancellationToken ct)
    {
        if (files.Count == 0)
            return true;
        await using var expire = transaction.Command("DELETE FROM directline_uploads WHERE created_unix_ms <= @oldest", ("@oldest", Oldest()));
        await expire.ExecuteNonQueryAsync(ct);
        await using var sum = transaction.Command(
            "SELECT COALESCE(SUM(LENGTH(content)), 0) FROM directline_uploads WHERE conversation_id = @conversation", ("@conversation", conversationId));
        var kept = Convert.ToInt64(await sum.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
        return kept + files.Sum(file => (long)file.Content.Length) <= options.Value.UploadMebibytes * 1024L * 1024L;
    }

    public async Task AddAsync(
        DbTransaction transaction, string conversationId, IReadOnlyCollection<UploadedFile> files, CancellationToken ct)
    {
        foreach (var file in files)
        {
            await using var insert = transaction.Command(
                """
                INSERT INTO directline_uploads (upload_id, conversation_id, content_type, file_name, content, created_unix_ms)
                VALUES (@id, @conversation, @type, @name, @content, @now)
                """,
                ("@id", file.Id),
                ("@conversation", conversationId),
                ("@type", file.ContentType),
                ("@name", file.Name),
                ("@content", file.Content),
                ("@now", time.GetUtcNow().ToUnixTimeMilliseconds()));
            await insert.ExecuteNonQueryAsync(ct);
        }
    }

    /// <returns><c>null</c> when there is no such file, or no longer.</returns>
    public Task<UploadedFile?> FindAsync(string id, CancellationToken ct) =>
        database.ReadAsync(async (connection, token) =>
        {
            await using var command = connection.Command(
                "SELECT content_type, file_name, content FROM directline_uploads WHERE upload_id = @id AND created_unix_ms > @oldest",
                ("@id", id),
                ("@oldest", Oldest()));
            await using var row = await command.ExecuteReaderAsync(token);
            return await row.ReadAsync(token)
                ? new UploadedFile(id, row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(2))
                : null;
        }, ct);

    private long Oldest() => time.GetUtcNow().Subtract(Kept).ToUnixTimeMilliseconds();
}
