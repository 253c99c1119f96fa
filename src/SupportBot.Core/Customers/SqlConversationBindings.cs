namespace SupportBot.Core.Customers;

/// <summary>Bindings in the bot's own database.</summary>
public sealed class SqlConversationBindings(BotDatabase database) : IConversationBindings
{
    // The people stand in a table of their own, because tables that exist get no new columns.
    public static BotTables Tables { get; } = new("""
        CREATE TABLE IF NOT EXISTS conversation_bindings (
            channel_id TEXT NOT NULL,
            conversation_id TEXT NOT NULL,
            customer_id TEXT NOT NULL,
            PRIMARY KEY (channel_id, conversation_id)
        );
        CREATE TABLE IF NOT EXISTS conversation_people (
            channel_id TEXT NOT NULL,
            conversation_id TEXT NOT NULL,
            person_id TEXT NOT NULL,
            PRIMARY KEY (channel_id, conversation_id)
        )
        """)
    {
        Rules =
        [
            TableRule.OfConversation("conversation_people", "channel_id, conversation_id"),
            TableRule.OfConversation("conversation_bindings", "channel_id, conversation_id") with { OfCustomer = "customer_id = @customer" },
        ],
    };

    public Task<bool> BindAsync(ConversationKey conversation, CustomerId customer, CancellationToken ct) =>
        database.WriteAsync((transaction, token) => BindAsync(transaction, conversation, customer, token), ct);

    public Task<bool> BindAsync(ConversationKey conversation, CustomerId customer, string person, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(person);
        return database.WriteAsync((transaction, token) => BindAsync(transaction, conversation, customer, person, token), ct);
    }

    public Task<CustomerId?> FindAsync(ConversationKey conversation, CancellationToken ct) =>
        database.ReadAsync(async (connection, token) =>
        {
            await using var select = connection.Command(Select, Of(conversation));
            return await select.ExecuteScalarAsync(token) is string customer ? new CustomerId(customer) : null;
        }, ct);

    public Task<string?> FindPersonAsync(ConversationKey conversation, CancellationToken ct) =>
        database.ReadAsync(async (connection, token) =>
        {
            await using var select = connection.Command(SelectPerson, Of(conversation));
            return await select.ExecuteScalarAsync(token) as string;
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
                [.. Of(conversation), ("@customer", customer.Value)]);
            await command.ExecuteNonQueryAsync(token);
        }, ct);

    /// <summary>As <see cref="BindAsync(ConversationKey, CustomerId, string, CancellationToken)"/>, in the caller's transaction.</summary>
    internal static async Task<bool> BindAsync(
        DbTransaction transaction, ConversationKey conversation, CustomerId customer, string person, CancellationToken ct)
    {
        await using (var select = transaction.Command(Select, Of(conversation)))
        {
            // Who comes second gets nothing, and leaves no name either.
            if (await select.ExecuteScalarAsync(ct) is string bound && bound != customer.Value)
                return false;
        }

        await using (var insert = transaction.Command(
            """
            INSERT INTO conversation_people (channel_id, conversation_id, person_id) VALUES (@channel, @conversation, @person)
            ON CONFLICT (channel_id, conversation_id) DO NOTHING
            """,
            [.. Of(conversation), ("@person", person)]))
        {
            await insert.ExecuteNonQueryAsync(ct);
        }

        await using (var select = transaction.Command(SelectPerson, Of(conversation)))
        {
            if ((string?)await select.ExecuteScalarAsync(ct) != person)
                return false;
        }

        return await BindAsync(transaction, conversation, customer, ct);
    }

    private static async Task<bool> BindAsync(DbTransaction transaction, ConversationKey conversation, CustomerId customer, CancellationToken ct)
    {
        // The first to come stays; whoever comes later learns who that was.
        await using var insert = transaction.Command(
            """
            INSERT INTO conversation_bindings (channel_id, conversation_id, customer_id) VALUES (@channel, @conversation, @customer)
            ON CONFLICT (channel_id, conversation_id) DO NOTHING
            """,
            [.. Of(conversation), ("@customer", customer.Value)]);
        await insert.ExecuteNonQueryAsync(ct);
        await using var select = transaction.Command(Select, Of(conversation));
        return (string?)await select.ExecuteScalarAsync(ct) == customer.Value;
    }

    private static (string Name, object? Value)[] Of(ConversationKey conversation) =>
        [("@channel", conversation.ChannelId), ("@conversation", conversation.ConversationId)];

    private const string Select =
        "SELECT customer_id FROM conversation_bindings WHERE channel_id = @channel AND conversation_id = @conversation";

    private const string SelectPerson =
        "SELECT person_id FROM conversation_people WHERE channel_id = @channel AND conversation_id = @conversation";
}
