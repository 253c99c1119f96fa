using System.Buffers.Text;
using System.Security.Cryptography;

namespace SupportBot.Channels.DirectLine;

internal sealed record UploadedFile(string Id, string ContentType, string Name, byte[] Content);

/// <summary>Files that users send, kept for a day under addresses that can't be guessed. They lie in the bot's own database, so that
/// a file is kept with its message or not at all; the quotas bound them there.</summary>
internal sealed class DirectLineUploads(BotDatabase database, IOptions<DirectLineOptions> options, TimeProvider time)
{
    /// <summary>How large all files of one upload may be together.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>What a file counts for at least: a row with its indexes.</summary>
    private const int MinBytesCounted = 4096;

    /// <summary>Rows removed in one transaction, so that nobody waits long for the writer.</summary>
    private const int MaxRemovedAtOnce = 4;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>An id for a file, which nobody can guess.</summary>
    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <returns>Why these files can't be kept, too, or <c>null</c>.</returns>
    public async Task<IResult?> RefusalAsync(DbTransaction transaction, string conversationId, Upload upload, CancellationToken ct)
    {
        if (upload.Files.Count == 0)
            return null;
        await transaction.Command("DELETE FROM directline_uploads WHERE created_unix_ms <= @oldest", ("@oldest", Oldest())).RunAsync(ct);
        await using var sums = transaction.Command(
            """
            SELECT (SELECT SUM(bytes) FROM directline_uploads WHERE conversation_id = @conversation),
                   (SELECT SUM(bytes) FROM directline_uploads WHERE customer = @customer),
                   (SELECT SUM(bytes) FROM directline_uploads WHERE address = @address),
                   (SELECT SUM(bytes) FROM directline_uploads)
            """,
            ("@conversation", conversationId), ("@customer", upload.Customer), ("@address", upload.Address));
        await using var row = await sums.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        var more = upload.Files.Sum(CountedBytes);
        bool IsTooMuch(int column, int mebibytes) => (row.IsDBNull(column) ? 0 : row.GetInt64(column)) + more > mebibytes * 1024L * 1024L;
        return IsTooMuch(0, options.Value.UploadMebibytes) ? DirectLineError.TooLarge("The conversation holds as many files as it may; they go after a day.")
            : IsTooMuch(1, options.Value.UploadMebibytesPerCustomer) ? DirectLineError.TooLarge("You have sent as many files as you may; they go after a day.")
            : IsTooMuch(2, options.Value.UploadMebibytesPerAddress) ? DirectLineError.TooLarge("As many files were sent from your network as may be; they go after a day.")
            : IsTooMuch(3, options.Value.UploadMebibytesInAll) ? DirectLineError.TooLarge("There is no room for more files right now; please try again later.")
            : null;
    }

    public async Task AddAsync(DbTransaction transaction, string conversationId, Upload upload, CancellationToken ct)
    {
        foreach (var file in upload.Files)
        {
            await transaction.Command(
                """
                INSERT INTO directline_uploads (upload_id, conversation_id, content_type, file_name, content, created_unix_ms, customer, address, bytes)
                VALUES (@id, @conversation, @type, @name, @content, @now, @customer, @address, @bytes)
                """,
                ("@id", file.Id),
                ("@conversation", conversationId),
                ("@type", file.ContentType),
                ("@name", file.Name),
                ("@content", file.Content),
                ("@now", time.GetUtcNow().ToUnixTimeMilliseconds()),
                ("@customer", upload.Customer),
                ("@address", upload.Address),
                ("@bytes", CountedBytes(file))).RunAsync(ct);
        }
    }

    /// <summary>Removes what has lain for a day, a little at a time.</summary>
    public async Task ExpireAsync(CancellationToken ct)
    {
        while (await database.WriteAsync(RemoveOldestAsync, ct) == MaxRemovedAtOnce)
        {
        }
    }

    /// <returns>How large a file is; 0 when there is none.</returns>
    public Task<long> SizeAsync(string id, CancellationToken ct) =>
        database.ReadAsync(async (connection, token) =>
            await connection.Command("SELECT LENGTH(content) FROM directline_uploads WHERE upload_id = @id", ("@id", id)).NumberAsync(token), ct);

    /// <returns><c>null</c> when there is no such file, or no longer.</returns>
    public Task<UploadedFile?> FindAsync(string id, CancellationToken ct) =>
        database.ReadAsync(async (connection, token) => await connection.Command(
            "SELECT content_type, file_name, content FROM directline_uploads WHERE upload_id = @id AND created_unix_ms > @oldest",
            ("@id", id),
            ("@oldest", Oldest())).FirstAsync(row => new UploadedFile(id, row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(2)), token), ct);

    private async Task<int> RemoveOldestAsync(DbTransaction transaction, CancellationToken ct) =>
        await transaction.Command(
            "DELETE FROM directline_uploads WHERE upload_id IN (SELECT upload_id FROM directline_uploads WHERE created_unix_ms <= @oldest ORDER BY created_unix_ms LIMIT @most)",
            ("@oldest", Oldest()), ("@most", MaxRemovedAtOnce)).RunAsync(ct);

    private static long CountedBytes(UploadedFile file) => Math.Max(MinBytesCounted, file.Content.Length);

    private long Oldest() => time.GetUtcNow().Subtract(Kept).ToUnixTimeMilliseconds();
}
