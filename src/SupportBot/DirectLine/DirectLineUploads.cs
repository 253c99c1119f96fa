using System.Buffers.Text;
using System.Security.Cryptography;
using SupportBot.Core.Storage;

namespace SupportBot.DirectLine;

/// <summary>A file that a user sent.</summary>
internal sealed record UploadedFile(string ContentType, string Name, byte[] Content);

/// <summary>Files that users send, kept for a day under addresses that can't be guessed.</summary>
internal sealed class DirectLineUploads(BotDatabase database, TimeProvider time)
{
    /// <summary>How large all files of one upload may be together.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <returns>The id that the file is found by.</returns>
    public async Task<string> AddAsync(string conversationId, UploadedFile file, CancellationToken ct)
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await database.WriteAsync(async (transaction, token) =>
        {
            await using var expire = transaction.Command("DELETE FROM directline_uploads WHERE created_unix_ms <= @oldest", ("@oldest", Oldest()));
            await expire.ExecuteNonQueryAsync(token);
            await using var insert = transaction.Command(
                """
                INSERT INTO directline_uploads (upload_id, conversation_id, content_type, file_name, content, created_unix_ms)
                VALUES (@id, @conversation, @type, @name, @content, @now)
                """,
                ("@id", id),
                ("@conversation", conversationId),
                ("@type", file.ContentType),
                ("@name", file.Name),
                ("@content", file.Content),
                ("@now", time.GetUtcNow().ToUnixTimeMilliseconds()));
            await insert.ExecuteNonQueryAsync(token);
        }, ct);
        return id;
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
                ? new UploadedFile(row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(2))
                : null;
        }, ct);

    private long Oldest() => time.GetUtcNow().Subtract(Kept).ToUnixTimeMilliseconds();
}
