using System.Text.Json;

namespace SupportBot.Core.Handoff;

/// <summary>Handoffs, their steps and the agents' messages as rows of the bot's own database.</summary>
public static class HandoffRows
{
    /// <summary>Every column, what a ticket has in it, and whether that may change.</summary>
    private static readonly (string Name, Func<HandoffTicket, object?> ValueOf, bool MayChange)[] All =
    [
        ("handoff_id", ticket => ticket.Id, false),
        ("state", ticket => ticket.State.ToString(), true),
        ("reason", ticket => ticket.Reason, false),
        ("channel_id", ticket => ticket.Conversation.ChannelId, false),
        ("conversation_id", ticket => ticket.Conversation.ConversationId, false),
        ("user_id", ticket => ticket.Customer?.Value, false),
        ("customer_name", ticket => ticket.CustomerName, false),
        ("order_ids", ticket => JsonSerializer.Serialize(ticket.OrderIds), true),
        ("requested_at", ticket => Stamp.Of(ticket.RequestedAt), false),
        ("agent", ticket => ticket.Agent, true),
        ("agent_id", ticket => ticket.AgentId, true),
        ("outcome", ticket => ticket.Outcome?.ToString(), true),
        ("queued_at", ticket => Text(ticket.QueuedAt), true),
        ("accepted_at", ticket => Text(ticket.AcceptedAt), true),
        ("closed_at", ticket => Text(ticket.ClosedAt), true),
        ("resolution", ticket => ticket.Resolution, true),
        ("line", ticket => ticket.Line, true),
        ("locale", ticket => ticket.Locale, false),
        ("customer_wrote_at", ticket => Text(ticket.CustomerWroteAt), true),
        ("agent_wrote_at", ticket => Text(ticket.AgentWroteAt), true),
        ("rating", ticket => ticket.Rating, true),
        ("rating_comment", ticket => ticket.RatingComment, true),
        ("version", ticket => ticket.Version, true),
        ("followed_up_at", ticket => Text(ticket.FollowedUpAt), true),
        ("orders_are_candidates", ticket => ticket.OrdersAreCandidates ? 1 : 0, true),
    ];

    internal static readonly string Columns = string.Join(", ", All.Select(column => column.Name));

    /// <summary>The same without the line to the customer, which a channel may make long and no list shows.</summary>
    internal static readonly string ColumnsOfList = Columns.Replace(" line,", " '' AS line,", StringComparison.Ordinal);

    private static readonly string Insert = $"INSERT INTO handoffs({Columns}) VALUES (@{string.Join(", @", All.Select(column => column.Name))})";

    private static readonly string Update =
        $"UPDATE handoffs SET {string.Join(", ", All.Where(column => column.MayChange).Select(column => $"{column.Name} = @{column.Name}"))} WHERE handoff_id = @handoff_id AND version = @before";

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

    private static string? Text(DateTimeOffset? at) => at is { } known ? Stamp.Of(known) : null;

    internal static HandoffTicket Read(DbDataReader row)
    {
        var orderIds = JsonSerializer.Deserialize<string[]>(Required("order_ids")) ?? [];
        return new(
            Required("handoff_id"),
            Enum.Parse<HandoffState>(Required("state")),
            Required("reason"),
            new ConversationKey(Required("channel_id"), Required("conversation_id")),
            Optional("user_id") is { } user ? new CustomerId(user) : null,
            Optional("customer_name"),
            orderIds,
            Stamp.Parse(Required("requested_at")),
            Optional("agent"))
        {
            AgentId = Optional("agent_id"),
            Outcome = Optional("outcome") is { } outcome ? Enum.Parse<HandoffOutcome>(outcome) : null,
            QueuedAt = At("queued_at"),
            AcceptedAt = At("accepted_at"),
            ClosedAt = At("closed_at"),
            Resolution = Optional("resolution"),
            Line = Required("line"),
            Locale = Optional("locale"),
            CustomerWroteAt = At("customer_wrote_at"),
            AgentWroteAt = At("agent_wrote_at"),
            Rating = Number("rating"),
            RatingComment = Optional("rating_comment"),
            Version = row.GetInt64(row.GetOrdinal("version")),
            FollowedUpAt = At("followed_up_at"),
            // Older rows don't say; there, several orders were candidates.
            OrdersAreCandidates = Number("orders_are_candidates") is { } areCandidates ? areCandidates == 1 : orderIds.Length > 1,
        };

        string Required(string column) => row.GetString(row.GetOrdinal(column));
        string? Optional(string column) => row.StringOrNull(row.GetOrdinal(column));
        int? Number(string column) => Optional(column) is { } digits ? int.Parse(digits, CultureInfo.InvariantCulture) : null;
        DateTimeOffset? At(string column) => Optional(column) is { } text ? Stamp.Parse(text) : null;
    }

    internal static Task<HandoffTicket?> FindAsync(DbTransaction transaction, string id, CancellationToken ct) =>
        transaction.Command($"SELECT {Columns} FROM handoffs WHERE handoff_id = @id", ("@id", id)).FirstAsync(Read, ct);

    internal static async Task InsertAsync(DbTransaction transaction, HandoffTicket ticket, CancellationToken ct) =>
        await transaction.Command(Insert, [.. All.Select(column => ("@" + column.Name, column.ValueOf(ticket)))]).RunAsync(ct);

    /// <summary>Writes what may change over the version that was read.</summary>
    /// <returns>The ticket as it is now, or <c>null</c> when somebody else has changed it since.</returns>
    internal static async Task<HandoffTicket?> UpdateAsync(DbTransaction transaction, HandoffTicket changed, CancellationToken ct)
    {
        var next = changed with { Version = changed.Version + 1 };
        var values = All.Where(column => column.MayChange).Select(column => ("@" + column.Name, column.ValueOf(next)));
        var command = transaction.Command(Update, [.. values, ("@handoff_id", next.Id), ("@before", changed.Version)]);
        return await command.RunAsync(ct) == 1 ? next : null;
    }

    internal static async Task AddStepAsync(DbTransaction transaction, string id, HandoffStep step, CancellationToken ct) =>
        await transaction.Command(
            """
            INSERT INTO handoff_steps(handoff_id, seq, at, what, by_whom)
            SELECT @id, COALESCE(MAX(seq), 0) + 1, @at, @what, @by FROM handoff_steps WHERE handoff_id = @id
            """,
            ("@id", id), ("@at", Stamp.Of(step.At)), ("@what", HandoffStepText.WhatOf(step)), ("@by", HandoffStepText.ByOf(step))).RunAsync(ct);
}
