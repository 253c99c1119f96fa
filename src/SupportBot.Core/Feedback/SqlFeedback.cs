namespace SupportBot.Core.Feedback;

/// <summary>Feedback in the bot's own database, beside the names of the replies that it may be about.</summary>
public sealed class SqlFeedback(BotDatabase database, TimeProvider time) : IFeedback
{
    public static BotTables Tables { get; } = new(
        """
        CREATE TABLE IF NOT EXISTS feedback(
          channel_id TEXT NOT NULL, conversation_id TEXT NOT NULL, reply_id TEXT NOT NULL, person_id TEXT NOT NULL,
          activity_id TEXT NOT NULL, reaction TEXT NOT NULL, comment TEXT, at TEXT NOT NULL,
          PRIMARY KEY (channel_id, conversation_id, reply_id, person_id));
        CREATE TABLE IF NOT EXISTS feedback_reply(
          channel_id TEXT NOT NULL, conversation_id TEXT NOT NULL, activity_id TEXT NOT NULL, reply_id TEXT NOT NULL,
          PRIMARY KEY (channel_id, conversation_id, activity_id));
        """)
    {
        Rules =
        [
            TableRule.OfConversation("feedback", "channel_id, conversation_id, reply_id, person_id"),
            TableRule.OfConversation("feedback_reply", "channel_id, conversation_id, activity_id"),
        ],
    };

    /// <summary>Notes that a reply was delivered and may be rated.</summary>
    /// <param name="names">The ids that the channel has for it.</param>
    public static async Task ExpectAsync(
        DbTransaction transaction, ConversationKey conversation, string replyId, IEnumerable<string> names, CancellationToken ct)
    {
        foreach (var name in names.Append(replyId).Distinct())
        {
            await transaction.Command(
                """
                INSERT INTO feedback_reply(channel_id, conversation_id, activity_id, reply_id)
                VALUES (@channel, @conversation, @activity, @reply)
                ON CONFLICT(channel_id, conversation_id, activity_id) DO NOTHING
                """,
                ("@activity", name),
                ("@reply", replyId)).In(conversation).RunAsync(ct);
        }
    }

    public Task<string?> FindReplyAsync(ConversationKey conversation, string activityId, CancellationToken ct) =>
        database.ReadAsync(async (connection, token) => await connection.Command(
            "SELECT reply_id FROM feedback_reply WHERE channel_id = @channel AND conversation_id = @conversation AND activity_id = @activity",
            ("@activity", activityId)).In(conversation).ValueAsync(token) as string, ct);

    public Task KeepAsync(Rating rating, CancellationToken ct) =>
        database.WriteWithTurnAsync(async (transaction, token) => await transaction.Command(
            """
            INSERT INTO feedback(channel_id, conversation_id, reply_id, person_id, activity_id, reaction, comment, at)
            VALUES (@channel, @conversation, @reply, @person, @activity, @reaction, @comment, @at)
            ON CONFLICT(channel_id, conversation_id, reply_id, person_id)
            DO UPDATE SET activity_id = excluded.activity_id, reaction = excluded.reaction, comment = excluded.comment, at = excluded.at
            """,
            ("@reply", rating.ReplyId),
            ("@person", rating.PersonId),
            ("@activity", rating.ActivityId),
            ("@reaction", rating.Reaction.ToString()),
            ("@comment", rating.Comment),
            ("@at", Stamp.Of(time.GetUtcNow()))).In(rating.Conversation).RunAsync(token), ct);
}
