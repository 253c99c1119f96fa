using System.Data.Common;
using System.Globalization;
using SupportBot.Core.Identity;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Handoff;

/// <summary>Every word said in a conversation, in order. Callers may be concurrent.</summary>
public sealed class Transcripts(BotDatabase database)
{
    public static BotTables Tables { get; } = new(
        """
        CREATE TABLE IF NOT EXISTS transcript(
          channel_id TEXT NOT NULL, conversation_id TEXT NOT NULL, seq BIGINT NOT NULL,
          at TEXT NOT NULL, said_by TEXT NOT NULL, words TEXT NOT NULL,
          PRIMARY KEY (channel_id, conversation_id, seq));
        """);

    /// <summary>Adds a line at the end.</summary>
    /// <returns>The line with its place.</returns>
    public static async Task<TranscriptLine> AddAsync(DbTransaction transaction, ConversationKey conversation, TranscriptLine line, CancellationToken ct)
    {
        await using var command = transaction.Command(
            """
            INSERT INTO transcript(channel_id, conversation_id, seq, at, said_by, words)
            SELECT @channel, @conversation, COALESCE(MAX(seq), 0) + 1, @at, @by, @words
            FROM transcript WHERE channel_id = @channel AND conversation_id = @conversation
            RETURNING seq
            """,
            ("@channel", conversation.ChannelId),
            ("@conversation", conversation.ConversationId),
            ("@at", line.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            ("@by", line.By.ToString()),
            ("@words", line.Text));
        return line with { Place = Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture) };
    }

    /// <returns>All lines, oldest first; empty for a conversation that nobody spoke in.</returns>
    public Task<IReadOnlyList<TranscriptLine>> ReadAsync(ConversationKey conversation, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<TranscriptLine>>(async (connection, token) =>
        {
            await using var command = connection.Command(
                "SELECT at, said_by, words, seq FROM transcript WHERE channel_id = @channel AND conversation_id = @conversation ORDER BY seq",
                ("@channel", conversation.ChannelId),
                ("@conversation", conversation.ConversationId));
            await using var rows = await command.ExecuteReaderAsync(token);
            var lines = new List<TranscriptLine>();
            while (await rows.ReadAsync(token))
            {
                lines.Add(new TranscriptLine(
                    DateTimeOffset.Parse(rows.GetString(0), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                    Enum.Parse<Speaker>(rows.GetString(1)),
                    rows.GetString(2),
                    rows.GetInt64(3)));
            }

            return lines;
        }, ct);
}

/// <summary>One thing said. <paramref name="At"/> is UTC; <paramref name="Place"/> counts the conversation's lines from 1, 0 before it has one.</summary>
public sealed record TranscriptLine(DateTimeOffset At, Speaker By, string Text, long Place = 0);

/// <summary>Who said it.</summary>
public enum Speaker
{
    Customer,
    Bot,
    Agent,
    Note,
}
