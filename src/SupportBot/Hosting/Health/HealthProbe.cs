namespace SupportBot.Hosting.Health;

/// <summary>Tells whether what a message needs written can be written, by writing as much.</summary>
internal sealed class HealthProbe(BotDatabase database, BotFile file)
{
    /// <summary>About as much as a message and its answer come to, with their indexes.</summary>
    private const int Bytes = 32 * 1024;

    private int _count;

    public static BotTables Tables { get; } = new(
        "CREATE TABLE IF NOT EXISTS health_probe (id SMALLINT NOT NULL PRIMARY KEY, content BYTEA NOT NULL)")
    {
        Rules = [new("health_probe", "id", new RowLife.Elsewhere("kept: one row of filling"), new RowErasure.Kept("holds nothing of customers"))],
    };

    /// <returns>What is wrong and how to mend it, or <c>null</c>.</returns>
    public async Task<string?> FaultAsync(CancellationToken ct)
    {
        if (file.IsGone)
            return $"The bot's own database {file.FilePath} was removed or replaced while the bot runs, which goes on with the one that it knows. Put that back, or restart.";
        try
        {
            // Other bytes each time: SQLite doesn't write a page that stays the same.
            var content = new byte[Bytes];
            Array.Fill(content, (byte)Interlocked.Increment(ref _count));
            await database.WriteAsync(async (transaction, token) => await transaction.Command(
                "INSERT INTO health_probe (id, content) VALUES (1, @content) ON CONFLICT (id) DO UPDATE SET content = excluded.content",
                ("@content", content)).RunAsync(token), ct);
            return database.Damage?.Message;
        }
        catch (StorageUnavailableException error)
        {
            return error.Message;
        }
    }
}
