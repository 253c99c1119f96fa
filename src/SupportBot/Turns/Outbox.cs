using Microsoft.Bot.Schema;
using SupportBot.Bot.Replies;
using SupportBot.Core.Feedback;

namespace SupportBot.Turns;

/// <summary>Replies that wait for delivery; they come in with the commit of their turn and leave in order.</summary>
internal sealed partial class Outbox(BotDatabase database, UnreadableRows rescue, TimeProvider time, ILogger<Outbox> logger)
{
    public static BotTables Tables { get; } = new(
        """
        CREATE TABLE IF NOT EXISTS outbox(
          channel_id TEXT NOT NULL, conversation_id TEXT NOT NULL, seq BIGINT NOT NULL,
          activity TEXT NOT NULL, audience TEXT, queued_at TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
          PRIMARY KEY (channel_id, conversation_id, seq));
        CREATE TABLE IF NOT EXISTS outbox_sequence(id SMALLINT PRIMARY KEY, last BIGINT NOT NULL);
        INSERT INTO outbox_sequence(id, last) SELECT 1, COALESCE(MAX(seq), 0) FROM outbox WHERE 1 = 1 ON CONFLICT (id) DO NOTHING;
        """,
        new BotColumn("outbox", "by_desk", "SMALLINT NOT NULL DEFAULT 0"))
    {
        Rules =
        [
            TableRule.OfConversation(
                "outbox", "channel_id, conversation_id, seq", new RowLife.Elsewhere("until it is delivered, or given up after about two hours")) with
            {
                KeepsConversation = "EXISTS (SELECT 1 FROM outbox WHERE channel_id = @channel AND conversation_id = @conversation)",
            },
            new("outbox_sequence", "id", new RowLife.Elsewhere("kept: one number"), new RowErasure.Kept("holds nothing of customers")),
        ],
    };

    /// <summary>Adds a turn's reply at the end of its conversation's queue. Its id is ours and stays the same over all tries.</summary>
    public Task AddAsync(DbTransaction transaction, ConversationKey conversation, StorableActivity activity, string? audience, CancellationToken ct) =>
        AddAsync(transaction, conversation, activity.Json, audience, byDesk: false, ct);

    /// <summary>Adds what an agent says, or what the customer is told of the agents, in the same queue.</summary>
    public Task AddFromDeskAsync(DbTransaction transaction, ConversationKey conversation, Activity activity, CancellationToken ct) =>
        AddAsync(transaction, conversation, ActivityJson.Write(activity), audience: null, byDesk: true, ct);

    private async Task AddAsync(DbTransaction transaction, ConversationKey conversation, string json, string? audience, bool byDesk, CancellationToken ct)
    {
        // A number never comes again: whoever has just sent the row before this one takes out that one and no other.
        var sequence = await transaction.Command("UPDATE outbox_sequence SET last = last + 1 WHERE id = 1 RETURNING last").NumberAsync(ct);
        await transaction.Command(
            """
            INSERT INTO outbox(channel_id, conversation_id, seq, activity, audience, queued_at, by_desk)
            VALUES (@channel, @conversation, @seq, @activity, @audience, @now, @byDesk)
            """,
            ("@seq", sequence),
            ("@activity", json),
            ("@audience", audience),
            ("@byDesk", byDesk ? 1 : 0),
            ("@now", Stamp.Of(time.GetUtcNow()))).In(conversation).RunAsync(ct);
    }

    /// <summary>Takes out the turns' replies that wait in a conversation; of one that the customer's client has begun to show,
    /// the end stays, without the reply. What came from the desk stays in its place. What is on its way this moment still
    /// arrives.</summary>
    /// <returns>The words of the messages taken out.</returns>
    public async Task<IReadOnlyList<string>> DropAsync(DbTransaction transaction, ConversationKey conversation, CancellationToken ct)
    {
        var words = new List<string>();
        var replies = await transaction.Command(
            "SELECT seq, activity FROM outbox WHERE channel_id = @channel AND conversation_id = @conversation AND by_desk = 0 ORDER BY seq")
            .In(conversation).ListAsync(row => (row.GetInt64(0), rescue.Read(row.GetString(1), conversation).Activity), ct);
        foreach (var (sequence, waiting) in replies)
        {
            var streamId = StreamInfo.IdIn(waiting);
            if (waiting is { Type: ActivityTypes.Message, Text.Length: > 0 })
                words.Add(waiting.Text);
            if (streamId is not null)
                StreamInfo.TakeBack(waiting, streamId);
            await ReplaceAsync(transaction, conversation, sequence, streamId is null ? null : ActivityJson.Write(waiting), ct);
        }

        return words;
    }

    /// <param name="json">What stands in the row's place; <c>null</c> when nothing does.</param>
    private static async Task ReplaceAsync(DbTransaction transaction, ConversationKey conversation, long sequence, string? json, CancellationToken ct) =>
        await transaction.Command(
            json is null
                ? "DELETE FROM outbox WHERE channel_id = @channel AND conversation_id = @conversation AND seq = @seq"
                : "UPDATE outbox SET activity = @activity WHERE channel_id = @channel AND conversation_id = @conversation AND seq = @seq",
            ("@seq", sequence),
            ("@activity", json)).In(conversation).RunAsync(ct);

    /// <returns>The oldest waiting reply of the conversation, or <c>null</c> when none waits.</returns>
    public async Task<OutboxEntry?> NextAsync(ConversationKey conversation, CancellationToken ct)
    {
        while (await ReadNextAsync(conversation, ct) is { } entry)
        {
            if (entry.Unreadable is null)
                return entry;
            LogUnreadable(conversation.ChannelId, entry.Unreadable);
            var apology = ApologyFor(entry.Activity);
            await database.WriteAsync((transaction, token) => ReplaceAsync(transaction, conversation, entry.Sequence, apology, token), ct);
        }

        return null;
    }

    private Task<OutboxEntry?> ReadNextAsync(ConversationKey conversation, CancellationToken ct) =>
        database.ReadAsync((connection, token) => connection.Command(
            "SELECT seq, activity, audience, tries FROM outbox WHERE channel_id = @channel AND conversation_id = @conversation ORDER BY seq LIMIT 1")
            .In(conversation).FirstAsync(row =>
            {
                var (activity, unreadable) = rescue.Read(row.GetString(1), conversation);
                return new OutboxEntry(conversation, row.GetInt64(0), activity, row.StringOrNull(2), row.GetInt32(3), unreadable);
            }, token), ct);

    /// <summary>What the customer reads in place of a reply that can't be read.</summary>
    /// <returns><c>null</c> when it was no message, or nobody knows where to send it.</returns>
    private static string? ApologyFor(Activity rest)
    {
        if (rest is not { Type: ActivityTypes.Message, ServiceUrl: not null })
            return null;
        return ActivityJson.Write(new Activity(ActivityTypes.Message)
        {
            Id = rest.Id,
            ChannelId = rest.ChannelId,
            ServiceUrl = rest.ServiceUrl,
            Conversation = rest.Conversation,
            From = rest.From,
            Recipient = rest.Recipient,
            ReplyToId = rest.ReplyToId,
            Locale = rest.Locale,
            Text = ReplyTexts.Trouble(ReplyTexts.CultureOf(rest), rest.ReplyToId ?? rest.Id ?? ""),
        });
    }

    /// <summary>Takes a reply out: it was delivered, or never will be.</summary>
    /// <param name="names">The ids that the channel has for it; <c>null</c> when it was not delivered.</param>
    public Task RemoveAsync(OutboxEntry entry, IReadOnlyList<string>? names, CancellationToken ct) =>
        database.WriteAsync(async (transaction, token) =>
        {
            await ReplaceAsync(transaction, entry.Conversation, entry.Sequence, null, token);
            if (names is not null && FeedbackForm.IsIn(entry.Activity))
                await SqlFeedback.ExpectAsync(transaction, entry.Conversation, entry.Activity.Id, names, token);
        }, ct);

    /// <summary>Takes out a reply that will never be delivered.</summary>
    public Task<T> GiveUpAsync<T>(OutboxEntry entry, Func<DbTransaction, CancellationToken, Task<T>> instead, CancellationToken ct) =>
        database.WriteAsync(async (transaction, token) =>
        {
            await ReplaceAsync(transaction, entry.Conversation, entry.Sequence, null, token);
            return await instead(transaction, token);
        }, ct);

    public Task CountTryAsync(OutboxEntry entry, CancellationToken ct) =>
        database.WriteAsync(async (transaction, token) => await transaction.Command(
            "UPDATE outbox SET tries = tries + 1 WHERE channel_id = @channel AND conversation_id = @conversation AND seq = @seq",
            ("@seq", entry.Sequence)).In(entry.Conversation).RunAsync(token), ct);

    public Task<IReadOnlyList<ConversationKey>> WaitingAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<ConversationKey>>(async (connection, token) =>
            await connection.Command("SELECT DISTINCT channel_id, conversation_id FROM outbox")
                .ListAsync(row => new ConversationKey(row.GetString(0), row.GetString(1)), token), ct);

    [LoggerMessage(LogLevel.Error, "A reply on {Channel} can't be read any more; an apology takes its place where that can be sent")]
    private partial void LogUnreadable(string channel, Exception error);
}

/// <summary>A reply on its way.</summary>
/// <param name="Unreadable">Why the row can't be read; then the activity is what could be made of it.</param>
internal sealed record OutboxEntry(ConversationKey Conversation, long Sequence, Activity Activity, string? Audience, int Tries, Exception? Unreadable);
