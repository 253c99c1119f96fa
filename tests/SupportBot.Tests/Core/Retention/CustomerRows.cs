using System.Text.Json;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Core.Retention;

/// <summary>A customer of whom every table of the bot's own database has something, and one conversation of theirs.</summary>
/// <param name="At">When it was used.</param>
internal sealed record CustomerRows(string Customer, string Conversation, string Name, string Words, DateTimeOffset At)
{
    public string Channel { get; init; } = "directline";

    public bool IsOpen { get; init; }

    private string Text => At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public Task AddAsync(BotDatabase database) => database.WriteAsync(async (transaction, ct) =>
    {
        foreach (var sql in Statements)
        {
            await using var command = transaction.Command(
                sql,
                ("@customer", Customer),
                ("@customers", JsonSerializer.Serialize(new[] { "somebody", Customer })),
                ("@channel", Channel),
                ("@conversation", Conversation),
                ("@id", Conversation + "|1"),
                ("@state", $"{Channel}/conversations/{Conversation}"),
                ("@handoff", "H-" + Conversation),
                ("@status", IsOpen ? "Queued" : "Closed"),
                ("@closed", IsOpen ? null : Text),
                ("@name", Name),
                ("@words", Words),
                ("@json", $$"""{"text":"{{Words}}","name":"{{Name}}"}"""),
                ("@file", Encoding.UTF8.GetBytes(Words)),
                ("@filling", new byte[4]),
                ("@at", Text),
                ("@seconds", At.ToUnixTimeSeconds()),
                ("@milliseconds", At.ToUnixTimeMilliseconds()));
            await command.ExecuteNonQueryAsync(ct);
        }
    }, CancellationToken.None);

    private static readonly string[] Statements =
    [
        "INSERT INTO conversation_bindings VALUES (@channel, @conversation, @customer)",
        "INSERT INTO conversation_people VALUES (@channel, @conversation, @id)",
        "INSERT INTO link_codes VALUES (@id, @customer, @seconds, @channel, @conversation, @id)",
        "INSERT INTO link_tries VALUES (@channel, @conversation, @seconds)",
        "INSERT INTO transcript VALUES (@channel, @conversation, 1, @at, 'Customer', @words), (@channel, @conversation, 2, @at, 'Bot', @name)",
        """
        INSERT INTO handoffs (handoff_id, state, reason, channel_id, conversation_id, user_id, customer_name, order_ids, requested_at, closed_at, line, version)
        VALUES (@handoff, @status, @words, @channel, @conversation, @customer, @name, '[]', @at, @closed, @json, 1)
        """,
        "INSERT INTO handoff_steps VALUES (@handoff, 1, @at, 'requested', 'customer')",
        "INSERT INTO handoff_messages VALUES (@handoff, @id)",
        """
        INSERT INTO agent_audit SELECT COALESCE(MAX(seq), 0) + 1, @at, 'a1', 'Ines', 'search', '["' || @handoff || '"]', @customers, NULL, @name FROM agent_audit
        """,
        "INSERT INTO bot_state (state_key, version, content, written_at) VALUES (@state, 1, @json, @at)",
        "INSERT INTO inbox VALUES (@channel, @conversation, 1, @id, NULL, NULL, @at, 0, @at, NULL, @json)",
        "INSERT INTO feedback VALUES (@channel, @conversation, @id, @id, @id, 'Like', @words, @at)",
        "INSERT INTO feedback_reply VALUES (@channel, @conversation, @id, @id)",
        "INSERT INTO directline_conversations VALUES (@conversation, @id, @name, NULL, 1, 1, 1, @milliseconds)",
        "INSERT INTO directline_activities VALUES (@conversation, 1, @id, NULL, @json)",
        """
        INSERT INTO directline_uploads (upload_id, conversation_id, content_type, file_name, content, created_unix_ms, customer)
        VALUES (@id, @conversation, 'text/plain', @name, @file, @milliseconds, @customer)
        """,
        "INSERT INTO webchat_strangers VALUES (@conversation, @customer)",
        "INSERT INTO webchat_used_tokens VALUES (@handoff, @seconds)",
        "INSERT INTO directline_key (id, value) VALUES (1, 'AAAA') ON CONFLICT DO NOTHING",
        "INSERT INTO health_probe VALUES (1, @filling) ON CONFLICT DO NOTHING",
    ];

    /// <summary>A reply that waits for its channel.</summary>
    public Task AddWaitingAsync(BotDatabase database) => database.WriteAsync(async (transaction, ct) =>
    {
        await using var command = transaction.Command(
            "INSERT INTO outbox (channel_id, conversation_id, seq, activity, queued_at) VALUES (@channel, @conversation, 7, @words, @at)",
            ("@channel", Channel), ("@conversation", Conversation), ("@words", Words), ("@at", Text));
        await command.ExecuteNonQueryAsync(ct);
    }, CancellationToken.None);
}
