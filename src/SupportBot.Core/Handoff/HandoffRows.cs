using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using SupportBot.Core.Identity;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Handoff;

/// <summary>Handoffs, their steps and the agents' messages as rows of the bot's own database.</summary>
public static class HandoffRows
{
    internal const string Columns =
        "handoff_id, state, reason, channel_id, conversation_id, user_id, customer_name, order_ids, requested_at, agent, "
        + "agent_id, outcome, queued_at, accepted_at, closed_at, resolution, line, locale, customer_wrote_at, agent_wrote_at, rating, rating_comment, version, followed_up_at, orders_are_candidates";

    /// <summary>The same without the line to the customer, which a channel may make long and no list shows.</summary>
    internal static readonly string ColumnsOfList = Columns.Replace(" line,", " '' AS line,", StringComparison.Ordinal);

    public static BotTables Tables { get; } = new(
        """
        CREATE TABLE IF NOT EXISTS handoffs(
          handoff_id TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT NOT NULL,
          channel_id TEXT NOT NULL, conversation_id TEXT NOT NULL,
          user_id TEXT, customer_name TEXT, order_ids TEXT NOT NULL, requested_at TEXT NOT NULL, agent TEXT,
          agent_id TEXT, outcome TEXT, queued_at TEXT, accepted_at TEXT, closed_at TEXT, resolution TEXT,
          line TEXT NOT NULL, locale TEXT, customer_wrote_at TEXT, agent_wrote_at TEXT,
          rating INTEGER, rating_comment TEXT, version BIGINT NOT NULL, followed_up_at TEXT);
        CREATE UNIQUE INDEX IF NOT EXISTS handoffs_open ON handoffs(channel_id, conversation_id) WHERE state <> 'Closed';
        CREATE INDEX IF NOT EXISTS handoffs_conversation ON handoffs(channel_id, conversation_id, requested_at);
        CREATE INDEX IF NOT EXISTS handoffs_customer ON handoffs(user_id, requested_at);
        CREATE INDEX IF NOT EXISTS handoffs_state ON handoffs(state, requested_at);
        CREATE TABLE IF NOT EXISTS handoff_steps(
          handoff_id TEXT NOT NULL, seq BIGINT NOT NULL, at TEXT NOT NULL, what TEXT NOT NULL, by_whom TEXT NOT NULL,
          PRIMARY KEY (handoff_id, seq));
        CREATE TABLE IF NOT EXISTS handoff_messages(
          handoff_id TEXT NOT NULL, message_id TEXT NOT NULL, PRIMARY KEY (handoff_id, message_id));
        """,
        new BotColumn("handoffs", "orders_are_candidates", "SMALLINT"))
    {
        Rules =
        [
            OfHandoff("handoff_steps", "handoff_id, seq"),
            OfHandoff("handoff_messages", "handoff_id, message_id"),
            TableRule.OfConversation("handoffs", "handoff_id") with
            {
                KeepsConversation =
                    "EXISTS (SELECT 1 FROM handoffs WHERE channel_id = @channel AND conversation_id = @conversation AND (state <> 'Closed' OR closed_at >= @text))",
                OfCustomer = "user_id = @customer",
            },
        ],
    };

    private static TableRule OfHandoff(string table, string key) => TableRule.OfConversation(table, key) with
    {
        InConversation = "handoff_id IN (SELECT handoff_id FROM handoffs WHERE channel_id = @channel AND conversation_id = @conversation)",
        NamesConversations = false,
    };

    internal static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    internal static HandoffTicket Read(DbDataReader row) => Read(row, JsonSerializer.Deserialize<string[]>(row.GetString(7)) ?? []);

    private static HandoffTicket Read(DbDataReader row, string[] orderIds) => new(
        row.GetString(0),
        Enum.Parse<HandoffState>(row.GetString(1)),
        row.GetString(2),
        new ConversationKey(row.GetString(3), row.GetString(4)),
        row.StringOrNull(5) is { } user ? new CustomerId(user) : null,
        row.StringOrNull(6),
        orderIds,
        At(row, 8)!.Value,
        row.StringOrNull(9))
    {
        AgentId = row.StringOrNull(10),
        Outcome = row.StringOrNull(11) is { } outcome ? Enum.Parse<HandoffOutcome>(outcome) : null,
        QueuedAt = At(row, 12),
        AcceptedAt = At(row, 13),
        ClosedAt = At(row, 14),
        Resolution = row.StringOrNull(15),
        Line = row.GetString(16),
        Locale = row.StringOrNull(17),
        CustomerWroteAt = At(row, 18),
        AgentWroteAt = At(row, 19),
        Rating = row.IsDBNull(20) ? null : Convert.ToInt32(row.GetValue(20), CultureInfo.InvariantCulture),
        RatingComment = row.StringOrNull(21),
        Version = row.GetInt64(22),
        FollowedUpAt = At(row, 23),
        // Older rows don't say; there, several orders were candidates.
        OrdersAreCandidates = row.IsDBNull(24) ? orderIds.Length > 1 : Convert.ToInt32(row.GetValue(24), CultureInfo.InvariantCulture) == 1,
    };

    internal static async Task<HandoffTicket?> FindAsync(DbTransaction transaction, string id, CancellationToken ct)
    {
        await using var command = transaction.Command($"SELECT {Columns} FROM handoffs WHERE handoff_id = @id", ("@id", id));
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? Read(row) : null;
    }

    internal static async Task InsertAsync(DbTransaction transaction, HandoffTicket ticket, CancellationToken ct)
    {
        await using var command = transaction.Command(
            $"""
            INSERT INTO handoffs({Columns})
            VALUES (@id, @state, @reason, @channel, @conversation, @user, @name, @orders, @requested, NULL,
                    NULL, NULL, @queued, NULL, NULL, NULL, @line, @locale, NULL, NULL, NULL, NULL, 1, NULL, @candidates)
            """,
            ("@candidates", ticket.OrdersAreCandidates ? 1 : 0),
            ("@id", ticket.Id),
            ("@state", ticket.State.ToString()),
            ("@reason", ticket.Reason),
            ("@channel", ticket.Conversation.ChannelId),
            ("@conversation", ticket.Conversation.ConversationId),
            ("@user", ticket.Customer?.Value),
            ("@name", ticket.CustomerName),
            ("@orders", JsonSerializer.Serialize(ticket.OrderIds)),
            ("@requested", Text(ticket.RequestedAt)),
            ("@queued", ticket.QueuedAt is { } queued ? Text(queued) : null),
            ("@line", ticket.Line),
            ("@locale", ticket.Locale));
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Writes what may change over the version that was read.</summary>
    /// <returns>The ticket as it is now, or <c>null</c> when somebody else has changed it since.</returns>
    internal static async Task<HandoffTicket?> UpdateAsync(DbTransaction transaction, HandoffTicket changed, CancellationToken ct)
    {
        await using var command = transaction.Command(
            """
            UPDATE handoffs SET
              state = @state, outcome = @outcome, order_ids = @orders, agent = @agent, agent_id = @agentId, queued_at = @queued,
              accepted_at = @accepted, closed_at = @closed, resolution = @resolution, line = @line,
              customer_wrote_at = @customerWrote, agent_wrote_at = @agentWrote, rating = @rating, rating_comment = @comment,
              followed_up_at = @followedUp, orders_are_candidates = @candidates,
              version = version + 1
            WHERE handoff_id = @id AND version = @version
            """,
            ("@state", changed.State.ToString()),
            ("@outcome", changed.Outcome?.ToString()),
            ("@orders", JsonSerializer.Serialize(changed.OrderIds)),
            ("@agent", changed.Agent),
            ("@agentId", changed.AgentId),
            ("@queued", changed.QueuedAt is { } queued ? Text(queued) : null),
            ("@accepted", changed.AcceptedAt is { } accepted ? Text(accepted) : null),
            ("@closed", changed.ClosedAt is { } closed ? Text(closed) : null),
            ("@resolution", changed.Resolution),
            ("@line", changed.Line),
            ("@customerWrote", changed.CustomerWroteAt is { } customer ? Text(customer) : null),
            ("@agentWrote", changed.AgentWroteAt is { } agent ? Text(agent) : null),
            ("@rating", changed.Rating),
            ("@comment", changed.RatingComment),
            ("@followedUp", changed.FollowedUpAt is { } followedUp ? Text(followedUp) : null),
            ("@candidates", changed.OrdersAreCandidates ? 1 : 0),
            ("@id", changed.Id),
            ("@version", changed.Version));
        return await command.ExecuteNonQueryAsync(ct) == 1 ? changed with { Version = changed.Version + 1 } : null;
    }

    internal static async Task AddStepAsync(DbTransaction transaction, string id, HandoffStep step, CancellationToken ct)
    {
        await using var command = transaction.Command(
            """
            INSERT INTO handoff_steps(handoff_id, seq, at, what, by_whom)
            SELECT @id, COALESCE(MAX(seq), 0) + 1, @at, @what, @by FROM handoff_steps WHERE handoff_id = @id
            """,
            ("@id", id), ("@at", Text(step.At)), ("@what", step.What), ("@by", step.By));
        await command.ExecuteNonQueryAsync(ct);
    }

    private static DateTimeOffset? At(DbDataReader row, int column) =>
        row.StringOrNull(column) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;
}
