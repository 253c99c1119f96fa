namespace SupportBot.Core.Customers;

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
            await connection.Command(Select).In(conversation).ValueAsync(token) is string customer ? new CustomerId(customer) : null, ct);

    public Task<string?> FindPersonAsync(ConversationKey conversation, CancellationToken ct) =>
        database.ReadAsync(async (connection, token) => await connection.Command(SelectPerson).In(conversation).ValueAsync(token) as string, ct);

    /// <summary>Gives a conversation to another customer, with the running turn. For testers who change whom they play; the host
    /// offers it in Development only.</summary>
    public Task RebindForDevelopmentAsync(ConversationKey conversation, CustomerId customer, CancellationToken ct) =>
        database.WriteWithTurnAsync(async (transaction, token) => await transaction.Command(
            """
            INSERT INTO conversation_bindings (channel_id, conversation_id, customer_id)
            VALUES (@channel, @conversation, @customer)
            ON CONFLICT (channel_id, conversation_id) DO UPDATE SET customer_id = excluded.customer_id
            """,
            ("@customer", customer.Value)).In(conversation).RunAsync(token), ct);

    /// <summary>As <see cref="BindAsync(ConversationKey, CustomerId, string, CancellationToken)"/>, in the caller's transaction.</summary>
    internal static async Task<bool> BindAsync(
        DbTransaction transaction, ConversationKey conversation, CustomerId customer, string person, CancellationToken ct)
    {
        // Who comes second gets nothing, and leaves no name either.
        if (await transaction.Command(Select).In(conversation).ValueAsync(ct) is string bound && bound != customer.Value)
            return false;
        await transaction.Command(
            """
            INSERT INTO conversation_people (channel_id, conversation_id, person_id) VALUES (@channel, @conversation, @person)
            ON CONFLICT (channel_id, conversation_id) DO NOTHING
            """,
            ("@person", person)).In(conversation).RunAsync(ct);
        return (string?)await transaction.Command(SelectPerson).In(conversation).ValueAsync(ct) == person
            && await BindAsync(transaction, conversation, customer, ct);
    }

    private static async Task<bool> BindAsync(DbTransaction transaction, ConversationKey conversation, CustomerId customer, CancellationToken ct)
    {
        // The first to come stays; whoever comes later learns who that was.
        await transaction.Command(
            """
            INSERT INTO conversation_bindings (channel_id, conversation_id, customer_id) VALUES (@channel, @conversation, @customer)
            ON CONFLICT (channel_id, conversation_id) DO NOTHING
            """,
            ("@customer", customer.Value)).In(conversation).RunAsync(ct);
        return (string?)await transaction.Command(Select).In(conversation).ValueAsync(ct) == customer.Value;
    }

    private const string Select =
        "SELECT customer_id FROM conversation_bindings WHERE channel_id = @channel AND conversation_id = @conversation";

    private const string SelectPerson =
        "SELECT person_id FROM conversation_people WHERE channel_id = @channel AND conversation_id = @conversation";
}
