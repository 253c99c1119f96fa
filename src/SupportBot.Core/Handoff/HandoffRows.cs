using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using SupportBot.Core.Customers;
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
        new BotColumn("handoffs", "orders_are_candidates", "SMALLINT"));

    internal static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    internal static string? Text(DateTimeOffset? at) => at is { } known ? Text(known) : null;

    internal static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

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
            Instant(Required("requested_at")),
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
        DateTimeOffset? At(string column) => Optional(column) is { } text ? Instant(text) : null;
    }

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
            ("@queued", Text(ticket.QueuedAt)),
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
            ("@queued", Text(changed.QueuedAt)),
            ("@accepted", Text(changed.AcceptedAt)),
            ("@closed", Text(changed.ClosedAt)),
            ("@resolution", changed.Resolution),
            ("@line", changed.Line),
            ("@customerWrote", Text(changed.CustomerWroteAt)),
            ("@agentWrote", Text(changed.AgentWroteAt)),
            ("@rating", changed.Rating),
            ("@comment", changed.RatingComment),
            ("@followedUp", Text(changed.FollowedUpAt)),
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
            ("@id", id), ("@at", Text(step.At)), ("@what", HandoffStepText.WhatOf(step)), ("@by", HandoffStepText.ByOf(step)));
        await command.ExecuteNonQueryAsync(ct);
    }
}
