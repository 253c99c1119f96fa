using System.Buffers.Text;
using System.Security.Cryptography;

namespace SupportBot.Channels.DirectLine;

internal sealed class DirectLineConversations(BotDatabase database, TimeProvider time)
{
    private const string Columns = "conversation_id, user_id, user_name, locale, started, was_read, last_sequence";

    private const string Reserved = "dl_";

    /// <summary>A user id of the kind that counts only inside a token, so that nobody can take another's.</summary>
    public static string NewUserId() => Reserved + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    public static bool IsReserved(string userId) => userId.StartsWith(Reserved, StringComparison.Ordinal);

    /// <summary>Makes a conversation that the bot doesn't know of until it is started.</summary>
    public async Task<DirectLineConversation> CreateAsync(string? userId, string? userName, CancellationToken ct)
    {
        var conversation = new DirectLineConversation(
            Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(18)), userId, userName, null, Started: false, WasRead: false, LastSequence: 0);
        await database.WriteAsync(async (transaction, token) => await transaction.Command(
            """
            INSERT INTO directline_conversations
                (conversation_id, user_id, user_name, locale, started, was_read, last_sequence, last_unix_ms)
            VALUES (@id, @user, @name, NULL, 0, 0, 0, @now)
            """,
            ("@id", conversation.Id), ("@user", userId), ("@name", userName), ("@now", time.GetUtcNow().ToUnixTimeMilliseconds())).RunAsync(token), ct);
        return conversation;
    }

    public Task<DirectLineConversation?> FindAsync(string conversationId, CancellationToken ct) =>
        database.ReadAsync(async (connection, token) => await connection.Command(
            $"SELECT {Columns} FROM directline_conversations WHERE conversation_id = @id", ("@id", conversationId)).FirstAsync(Read, token), ct);

    /// <summary>Marks a conversation as started and fills in what wasn't known before.</summary>
    /// <returns>The conversation as it is now when this call started it, or <c>null</c> when it was started before.</returns>
    public static async Task<DirectLineConversation?> StartAsync(
        DbTransaction transaction, string conversationId, string? userId, string? userName, string? locale, CancellationToken ct) =>
        await transaction.Command(
            $"""
            UPDATE directline_conversations
            SET started = 1, user_id = COALESCE(user_id, @user), user_name = COALESCE(user_name, @name), locale = COALESCE(locale, @locale)
            WHERE conversation_id = @id AND started = 0 AND COALESCE(user_id, @user) IS NOT NULL
            RETURNING {Columns}
            """,
            ("@id", conversationId), ("@user", userId), ("@name", userName), ("@locale", locale)).FirstAsync(Read, ct);

    /// <summary>Remembers that a client has read; from then on an empty watermark means «only what is new».</summary>
    public async Task MarkReadAsync(DirectLineConversation conversation, CancellationToken ct)
    {
        if (conversation.WasRead)
            return;
        await database.WriteAsync(async (transaction, token) => await transaction.Command(
            "UPDATE directline_conversations SET was_read = 1 WHERE conversation_id = @id", ("@id", conversation.Id)).RunAsync(token), ct);
    }

    private static DirectLineConversation Read(DbDataReader row) => new(
        row.GetString(0),
        row.StringOrNull(1),
        row.StringOrNull(2),
        row.StringOrNull(3),
        Convert.ToInt64(row.GetValue(4), CultureInfo.InvariantCulture) != 0,
        Convert.ToInt64(row.GetValue(5), CultureInfo.InvariantCulture) != 0,
        row.GetInt64(6));
}
