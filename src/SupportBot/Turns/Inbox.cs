using System.Security.Cryptography;
using Microsoft.Bot.Schema;

namespace SupportBot.Turns;

/// <summary>What channels sent and what became of it. An activity is here before its channel hears 200, once for each channel,
/// conversation and activity (see <see cref="MarkOf"/>), and stays as a mark against later retries.</summary>
internal sealed class Inbox(BotDatabase database, UnreadableRows rescue, TimeProvider time)
{
    public static BotTables Tables { get; } = new(
        """
        CREATE TABLE IF NOT EXISTS inbox(
          channel_id TEXT NOT NULL, conversation_id TEXT NOT NULL, seq BIGINT NOT NULL,
          activity_id TEXT NOT NULL, activity TEXT, audience TEXT, received_at TEXT NOT NULL,
          starts INTEGER NOT NULL DEFAULT 0, done_at TEXT, response_status INTEGER, response_body TEXT,
          PRIMARY KEY (channel_id, conversation_id, seq));
        CREATE UNIQUE INDEX IF NOT EXISTS inbox_activity ON inbox(channel_id, conversation_id, activity_id);
        CREATE INDEX IF NOT EXISTS inbox_unfinished ON inbox(channel_id, conversation_id, seq) WHERE done_at IS NULL;
        """)
    {
        Rules =
        [
            TableRule.OfConversation(
                "inbox", "channel_id, conversation_id, seq", new RowLife.BySetting(
                    RetentionTime.DoneMarks, "done_at < @text", "`Retention:DoneMarks` after the answer")) with
            {
                KeepsConversation =
                    "EXISTS (SELECT 1 FROM inbox WHERE channel_id = @channel AND conversation_id = @conversation AND (done_at IS NULL OR received_at >= @text))",
            },
        ],
    };

    /// <summary>What an activity is known by in its conversation. An edit or a deletion carries the id of the message that
    /// it changes, and is none of that message's retries; nor is a second edit one of the first.</summary>
    public static string MarkOf(Activity activity) => activity.Type switch
    {
        ActivityTypes.Message => activity.Id,
        ActivityTypes.MessageUpdate => $"{activity.Type}:{activity.Id}:{activity.Timestamp?.UtcTicks.ToString(CultureInfo.InvariantCulture) ?? HashOf(activity.Text ?? "")}",
        _ => $"{activity.Type}:{activity.Id}",
    };

    /// <summary>Adds an activity at the end of its conversation's queue.</summary>
    /// <param name="audience">Whom the channel's token was made out for; <c>null</c> on channels of our own.</param>
    /// <returns><c>false</c> when it is here already.</returns>
    public async Task<bool> AddAsync(DbTransaction transaction, StorableActivity storable, string? audience, CancellationToken ct)
    {
        var activity = storable.Activity;
        return await transaction.Command(
            """
            INSERT INTO inbox(channel_id, conversation_id, seq, activity_id, activity, audience, received_at)
            SELECT @channel, @conversation, COALESCE(MAX(seq), 0) + 1, @id, @activity, @audience, @now
            FROM inbox WHERE channel_id = @channel AND conversation_id = @conversation
            ON CONFLICT(channel_id, conversation_id, activity_id) DO NOTHING
            """,
            ("@channel", activity.ChannelId),
            ("@conversation", activity.Conversation.Id),
            ("@id", MarkOf(activity)),
            ("@activity", storable.Json),
            ("@audience", audience),
            ("@now", Stamp.Of(time.GetUtcNow()))).RunAsync(ct) == 1;
    }

    /// <returns>The oldest unfinished activity of the conversation, or <c>null</c> when all is done.</returns>
    public Task<InboxEntry?> NextAsync(ConversationKey conversation, CancellationToken ct) =>
        database.ReadAsync((connection, token) => connection.Command(
            """
            SELECT seq, activity_id, activity, audience, received_at, starts FROM inbox
            WHERE channel_id = @channel AND conversation_id = @conversation AND done_at IS NULL
            ORDER BY seq LIMIT 1
            """).In(conversation).FirstAsync(row => Read(row, conversation), token), ct);

    private InboxEntry Read(DbDataReader row, ConversationKey conversation)
    {
        var (activity, unreadable) = rescue.Read(row.StringOrNull(2) ?? "", conversation);
        var isStamped = DateTimeOffset.TryParse(row.GetString(4), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at);
        return new(
            conversation, row.GetInt64(0), row.GetString(1), activity, row.StringOrNull(3), isStamped ? at : time.GetUtcNow(), row.GetInt32(5), unreadable);
    }

    /// <summary>Marks an activity as answered. Its words go (the transcript has them); the mark stays.</summary>
    /// <exception cref="InboxEntryErasedException">It is here no more; whoever wants to write more about it must not.</exception>
    public async Task FinishAsync(DbTransaction transaction, InboxEntry entry, HeldResponse? response, CancellationToken ct)
    {
        var command = transaction.Command(
            """
            UPDATE inbox SET done_at = @now, activity = NULL, response_status = @status, response_body = @body
            WHERE channel_id = @channel AND conversation_id = @conversation AND seq = @seq
            """,
            ("@now", Stamp.Of(time.GetUtcNow())),
            ("@status", response?.Status),
            ("@body", response?.Body),
            ("@seq", entry.Sequence)).In(entry.Conversation);
        if (await command.RunAsync(ct) == 0)
            throw new InboxEntryErasedException();
    }

    /// <returns>The response of a finished activity (status 200 without a body where its channel held none), or
    /// <c>null</c> while it is unfinished.</returns>
    public Task<HeldResponse?> ResponseAsync(ConversationKey conversation, string mark, CancellationToken ct) =>
        database.ReadAsync(async (connection, token) => await connection.Command(
            """
            SELECT response_status, response_body FROM inbox
            WHERE channel_id = @channel AND conversation_id = @conversation AND activity_id = @id AND done_at IS NOT NULL
            """,
            ("@id", mark)).In(conversation)
            .FirstAsync(row => new HeldResponse(row.IsDBNull(0) ? StatusCodes.Status200OK : row.GetInt32(0), row.StringOrNull(1)), token), ct);

    /// <summary>Counts one more start for what the last run of the process left unfinished.</summary>
    /// <returns>The conversations that have something unfinished.</returns>
    public Task<IReadOnlyList<ConversationKey>> RecoverAsync(CancellationToken ct) =>
        database.WriteAsync<IReadOnlyList<ConversationKey>>(async (transaction, token) =>
        {
            await transaction.Command("UPDATE inbox SET starts = starts + 1 WHERE done_at IS NULL").RunAsync(token);
            return await transaction.Command("SELECT DISTINCT channel_id, conversation_id FROM inbox WHERE done_at IS NULL")
                .ListAsync(row => new ConversationKey(row.GetString(0), row.GetString(1)), token);
        }, ct);

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>An activity that waits for its turn. <paramref name="Starts"/> counts the restarts that it has outlived.</summary>
/// <param name="Unreadable">Why the row can't be read; then the activity is what could be made of it.</param>
internal sealed record InboxEntry(
    ConversationKey Conversation,
    long Sequence,
    string ActivityId,
    Activity Activity,
    string? Audience,
    DateTimeOffset ReceivedAt,
    int Starts,
    Exception? Unreadable);

/// <summary>The customer was erased while an activity of theirs had its turn.</summary>
internal sealed class InboxEntryErasedException() : Exception("The activity was erased while its turn ran.");

/// <summary>What a channel that waits for the turn is answered (invokes and <c>expectReplies</c>).</summary>
internal sealed record HeldResponse(int Status, string? Body);
