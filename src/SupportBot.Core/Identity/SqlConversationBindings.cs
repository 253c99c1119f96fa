using SupportBot.Core.Storage;

namespace SupportBot.Core.Identity;

/// <summary>Bindings in the bot's own database.</summary>
public sealed class SqlConversationBindings(BotDatabase database) : IConversationBindings
{
    public static BotTables Tables { get; } = new("""
        CREATE TABLE IF NOT EXISTS conversation_bindings (
            channel_id TEXT NOT NULL,
            conversation_id TEXT NOT NULL,
            customer_id TEXT NOT NULL,
            PRIMARY KEY (channel_id, conversation_id)
        )
        """);

    public async Task<bool> BindAsync(ConversationKey conversation, CustomerId customer, CancellationToken ct)
    {
        // The first to come stays; whoever comes later learns who that was.
        var bound = await database.WriteAsync(async (transaction, token) =>
        {
            await using var insert = transaction.Command(
                """
                INSERT INTO conversation_bindings (channel_id, conversation_id, customer_id)
                VALUES (@channel, @conversation, @customer)
                ON CONFLICT (channel_id, conversation_id) DO NOTHING
                """,
                ("@channel", conversation.ChannelId),
                ("@conversation", conversation.ConversationId),
                ("@customer", customer.Value));
            await insert.ExecuteNonQueryAsync(token);
            await using var select = transaction.Command(
                Select, ("@channel", conversation.ChannelId), ("@conversation", conversation.ConversationId));
            return (string)(await select.ExecuteScalarAsync(token))!;
        }, ct);
        return bound == customer.Value;
    }

    public Task<CustomerId?> FindAsync(ConversationKey conversation, CancellationToken ct) =>
        database.ReadAsync(async (connection, token) =>
        {
            await using var select = connection.Command(
                Select, ("@channel", conversation.ChannelId), ("@conversation", conversation.ConversationId));
            return await select.ExecuteScalarAsync(token) is string customer ? new CustomerId(customer) : null;
        }, ct);

    /// <summary>
    /// Gives a conversation to another customer, with the running turn. For testers who change whom they play; the host
    /// offers it in Development only.
    /// </summary>
    public Task RebindForDevelopmentAsync(ConversationKey conversation, CustomerId customer, CancellationToken ct) =>
        database.WriteWithTurnAsync(async (transaction, token) =>
        {
            await using var command = transaction.Command(
                """
                INSERT INTO conversation_bindings (channel_id, conversation_id, customer_id)
                VALUES (@channel, @conversation, @customer)
                ON CONFLICT (channel_id, conversation_id) DO UPDATE SET customer_id = excluded.customer_id
                """,
                ("@channel", conversation.ChannelId),
                ("@conversation", conversation.ConversationId),
                ("@customer", customer.Value));
            await command.ExecuteNonQueryAsync(token);
        }, ct);

    private const string Select =
        "SELECT customer_id FROM conversation_bindings WHERE channel_id = @channel AND conversation_id = @conversation";
}
