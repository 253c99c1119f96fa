using SupportBot.Channels.DirectLine;

namespace SupportBot.Channels.WebChat;

/// <summary>Conversations of people whom the shop vouches for but has no record of. They are bound to no customer, so nobody's
/// orders are told there, and only the same sign-in can come back to one.</summary>
internal sealed class Strangers(BotDatabase database)
{
    public static BotTables Tables { get; } = new("""
        CREATE TABLE IF NOT EXISTS webchat_strangers (
            conversation_id TEXT NOT NULL PRIMARY KEY,
            subject TEXT NOT NULL
        )
        """)
    {
        Rules =
        [
            TableRule.OfConversation("webchat_strangers", "conversation_id", DirectLineChannel.Id) with { OfCustomer = "subject = @customer" },
        ],
    };

    /// <summary>Gives a new conversation to a sign-in.</summary>
    /// <param name="subject">The <c>sub</c> of a token that the shop signed.</param>
    public Task KeepAsync(string conversationId, string subject, CancellationToken ct) =>
        database.WriteAsync(async (transaction, token) => await transaction.Command(
            "INSERT INTO webchat_strangers (conversation_id, subject) VALUES (@conversation, @subject)",
            ("@conversation", conversationId), ("@subject", subject)).RunAsync(token), ct);

    public Task<bool> IsTheirsAsync(string conversationId, string subject, CancellationToken ct) =>
        database.ReadAsync(async (connection, token) => await connection.Command(
            "SELECT 1 FROM webchat_strangers WHERE conversation_id = @conversation AND subject = @subject",
            ("@conversation", conversationId), ("@subject", subject)).ValueAsync(token) is not null, ct);
}
