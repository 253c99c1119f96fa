using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using SupportBot.Core.Identity;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Handoff;

/// <summary>The queue in the bot's own database.</summary>
public sealed class SqlHandoffQueue(BotDatabase database, TimeProvider time) : IHandoffQueue
{
    // Without letters and digits that are mistaken for each other when read out.
    private const string IdLetters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private const string Columns =
        "handoff_id, state, reason, channel_id, conversation_id, user_id, customer_name, order_ids, requested_at, agent";

    public static BotTables Tables { get; } = new(
        """
        CREATE TABLE IF NOT EXISTS handoff(
          handoff_id TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT NOT NULL,
          channel_id TEXT NOT NULL, conversation_id TEXT NOT NULL,
          user_id TEXT, customer_name TEXT, order_ids TEXT NOT NULL, requested_at TEXT NOT NULL, agent TEXT);
        CREATE UNIQUE INDEX IF NOT EXISTS handoff_open ON handoff(channel_id, conversation_id) WHERE state <> 'Closed';
        """);

    public async Task<(HandoffTicket Ticket, bool IsNew)> RequestAsync(HandoffRequest request, CancellationToken ct)
    {
        if (await OpenOfAsync(request.Conversation, ct) is { } open)
        {
            var all = open with { OrderIds = [.. open.OrderIds.Union(request.OrderIds)] };
            await database.WriteWithTurnAsync((transaction, token) => WriteOrdersAsync(transaction, all, token), ct);
            return (all, false);
        }

        var ticket = new HandoffTicket(
            "H-" + RandomNumberGenerator.GetString(IdLetters, 6),
            HandoffState.Queued,
            request.Reason,
            request.Conversation,
            request.Customer,
            request.CustomerName,
            request.OrderIds,
            time.GetUtcNow(),
            Agent: null);
        await database.WriteWithTurnAsync((transaction, token) => InsertAsync(transaction, ticket, token), ct);
        return (ticket, true);
    }

    public Task<IReadOnlyList<HandoffTicket>> ListAsync(HandoffState? state, CancellationToken ct) =>
        ReadAsync(
            $"SELECT {Columns} FROM handoff WHERE @state IS NULL OR state = @state ORDER BY requested_at, handoff_id",
            ct,
            ("@state", state?.ToString()));

    public async Task<HandoffTicket?> FindAsync(string id, CancellationToken ct) =>
        (await ReadAsync($"SELECT {Columns} FROM handoff WHERE handoff_id = @id", ct, ("@id", id))).SingleOrDefault();

    private async Task<HandoffTicket?> OpenOfAsync(ConversationKey conversation, CancellationToken ct) =>
        (await ReadAsync(
            $"SELECT {Columns} FROM handoff WHERE channel_id = @channel AND conversation_id = @conversation AND state <> 'Closed'",
            ct,
            ("@channel", conversation.ChannelId),
            ("@conversation", conversation.ConversationId))).SingleOrDefault();

    private Task<IReadOnlyList<HandoffTicket>> ReadAsync(string sql, CancellationToken ct, params (string Name, object? Value)[] parameters) =>
        database.ReadAsync<IReadOnlyList<HandoffTicket>>(async (connection, token) =>
        {
            await using var command = connection.Command(sql, parameters);
            await using var rows = await command.ExecuteReaderAsync(token);
            var tickets = new List<HandoffTicket>();
            while (await rows.ReadAsync(token))
            {
                tickets.Add(new HandoffTicket(
                    rows.GetString(0),
                    Enum.Parse<HandoffState>(rows.GetString(1)),
                    rows.GetString(2),
                    new ConversationKey(rows.GetString(3), rows.GetString(4)),
                    rows.StringOrNull(5) is { } user ? new CustomerId(user) : null,
                    rows.StringOrNull(6),
                    JsonSerializer.Deserialize<string[]>(rows.GetString(7)) ?? [],
                    DateTimeOffset.Parse(rows.GetString(8), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                    rows.StringOrNull(9)));
            }

            return tickets;
        }, ct);

    private static async Task InsertAsync(DbTransaction transaction, HandoffTicket ticket, CancellationToken ct)
    {
        await using var command = transaction.Command(
            $"""
            INSERT INTO handoff({Columns})
            VALUES (@id, @state, @reason, @channel, @conversation, @user, @name, @orders, @at, NULL)
            """,
            ("@id", ticket.Id),
            ("@state", ticket.State.ToString()),
            ("@reason", ticket.Reason),
            ("@channel", ticket.Conversation.ChannelId),
            ("@conversation", ticket.Conversation.ConversationId),
            ("@user", ticket.Customer?.Value),
            ("@name", ticket.CustomerName),
            ("@orders", JsonSerializer.Serialize(ticket.OrderIds)),
            ("@at", ticket.RequestedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)));
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task WriteOrdersAsync(DbTransaction transaction, HandoffTicket ticket, CancellationToken ct)
    {
        await using var command = transaction.Command(
            "UPDATE handoff SET order_ids = @orders WHERE handoff_id = @id",
            ("@orders", JsonSerializer.Serialize(ticket.OrderIds)),
            ("@id", ticket.Id));
        await command.ExecuteNonQueryAsync(ct);
    }
}
