namespace SupportBot.Core.Handoff;

/// <summary>What was said in conversations, in order. Callers may be concurrent.</summary>
public sealed class Transcripts(BotDatabase database)
{
    /// <summary>UTF-16 units of a line, those included that tell of the rest which isn't kept.</summary>
    public const int MaxLine = 10_000;

    public static BotTables Tables { get; } = new(
        """
        CREATE TABLE IF NOT EXISTS transcript(
          channel_id TEXT NOT NULL, conversation_id TEXT NOT NULL, seq BIGINT NOT NULL,
          at TEXT NOT NULL, said_by TEXT NOT NULL, words TEXT NOT NULL,
          PRIMARY KEY (channel_id, conversation_id, seq));
        """)
    {
        Rules =
        [
            TableRule.OfConversation("transcript", "channel_id, conversation_id, seq") with
            {
                KeepsConversation =
                    "(SELECT at FROM transcript WHERE channel_id = @channel AND conversation_id = @conversation ORDER BY seq DESC LIMIT 1) >= @text",
            },
        ],
    };

    /// <summary>Adds a line at the end. What is longer than <see cref="MaxLine"/> is cut, and NUL characters, at which
    /// databases end a text, are left out.</summary>
    /// <returns>The line as it is kept, with its place.</returns>
    public static async Task<TranscriptEntry> AddAsync(DbTransaction transaction, ConversationKey conversation, TranscriptEntry line, CancellationToken ct)
    {
        var words = WithoutNul(line.Text);
        var kept = line with { Text = Kept(words, words.Length) };
        var command = transaction.Command(
            """
            INSERT INTO transcript(channel_id, conversation_id, seq, at, said_by, words)
            SELECT @channel, @conversation, COALESCE(MAX(seq), 0) + 1, @at, @by, @words
            FROM transcript WHERE channel_id = @channel AND conversation_id = @conversation
            RETURNING seq
            """,
            ("@at", Stamp.Of(line.At)),
            ("@by", line.By.ToString()),
            ("@words", kept.Text)).In(conversation);
        return kept with { Place = await command.NumberAsync(ct) };
    }

    /// <returns>The newest lines that are one page, oldest first; empty for a conversation that nobody spoke in.</returns>
    public async Task<IReadOnlyList<TranscriptEntry>> ReadAsync(ConversationKey conversation, CancellationToken ct) =>
        (await ReadAsync(conversation, new TranscriptRange(), ct)).Entries;

    /// <summary>Reads one page: nothing else of the conversation is loaded.</summary>
    public Task<TranscriptPage> ReadAsync(ConversationKey conversation, TranscriptRange range, CancellationToken ct) =>
        database.ReadAsync(async (connection, token) =>
        {
            var lines = await ReadLinesAsync(connection, conversation, range, token);
            var newest = await connection.Command(
                "SELECT COALESCE(MAX(seq), 0) FROM transcript WHERE channel_id = @channel AND conversation_id = @conversation")
                .In(conversation).NumberAsync(token);
            return TranscriptPage.Of(lines, range, newest);
        }, ct);

    private static async Task<List<TranscriptEntry>> ReadLinesAsync(
        DbConnection connection, ConversationKey conversation, TranscriptRange range, CancellationToken ct)
    {
        // Rows of older versions may be a mebibyte long.
        await using var command = connection.Command(
            $"""
            SELECT at, said_by, SUBSTR(words, 1, @mostCharacters), LENGTH(words), seq FROM transcript
            WHERE channel_id = @channel AND conversation_id = @conversation AND seq < @before AND seq > @after AND at <= @until
            ORDER BY seq {(range.After is null ? "DESC" : "ASC")} LIMIT @most
            """,
            ("@mostCharacters", MaxLine + 1),
            ("@before", range.Before ?? long.MaxValue),
            ("@after", range.After ?? 0),
            ("@until", Stamp.Of(range.Until ?? DateTimeOffset.MaxValue)),
            ("@most", range.MaxEntries)).In(conversation);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var lines = new List<TranscriptEntry>();
        var characters = 0;
        while (await rows.ReadAsync(ct))
        {
            var line = Read(rows);
            characters += line.Text.Length;
            if (characters > range.MaxCharacters && lines.Count > 0)
                break;
            lines.Add(line);
        }

        if (range.After is null)
            lines.Reverse();
        return lines;
    }

    private static TranscriptEntry Read(DbDataReader row) => new(
        Stamp.Parse(row.GetString(0)),
        Enum.Parse<Speaker>(row.GetString(1)),
        Kept(WithoutNul(row.GetString(2)), row.GetInt64(3)),
        row.GetInt64(4));

    private static string WithoutNul(string text) => text.Replace("\0", "", StringComparison.Ordinal);

    /// <param name="words">The line, or at least as much of it as is kept.</param>
    private static string Kept(string words, long all)
    {
        if (words.Length <= MaxLine && all <= MaxLine)
            return words;
        var note = string.Create(CultureInfo.InvariantCulture, $"… (cut here: {Math.Max(all, words.Length):N0} characters in all)");
        return words[..TextCut.LengthOf(words, MaxLine - note.Length)] + note;
    }
}

/// <summary>One thing said. <paramref name="At"/> is UTC; <paramref name="Place"/> counts the conversation's lines from 1, 0 before it has one.</summary>
public sealed record TranscriptEntry(DateTimeOffset At, Speaker By, string Text, long Place = 0);

public enum Speaker
{
    Customer,
    Bot,
    Agent,
    Note,
}
