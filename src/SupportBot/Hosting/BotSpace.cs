namespace SupportBot.Hosting;

/// <summary>Gives room that became free in the bot's own database back to the disk.</summary>
internal sealed class BotSpace(BotDatabase database)
{
    /// <summary>Pages that stay free in the file for what comes next, 4 MiB.</summary>
    private const int PagesKept = 1024;

    /// <summary>Pages given back in one transaction, so that nobody waits long for the writer.</summary>
    private const int MaxPagesAtOnce = 512;

    /// <summary>Gives back in small steps what a file with incremental vacuum has free.</summary>
    public async Task GiveBackAsync(CancellationToken ct)
    {
        var before = long.MaxValue;
        // A file of an earlier version gives nothing back: its count stays.
        while (await FreePagesAsync(ct) is var free && free > PagesKept && free < before)
        {
            before = free;
            var pages = Math.Min(MaxPagesAtOnce, free - PagesKept);
            // Each row is one page: whoever doesn't read it doesn't free it.
            await database.WriteAsync((transaction, token) => transaction.Command(
                string.Create(CultureInfo.InvariantCulture, $"PRAGMA incremental_vacuum({pages})")).ListAsync(_ => 0, token), ct);
        }

        // Else the write-ahead log stays as large as it ever was, and the file shrinks only then.
        await database.ReadAsync((connection, token) => connection.Command("PRAGMA wal_checkpoint(TRUNCATE)").ListAsync(_ => 0, token), ct);
    }

    private Task<long> FreePagesAsync(CancellationToken ct) =>
        database.ReadAsync(async (connection, token) => await connection.Command("PRAGMA freelist_count").NumberAsync(token), ct);
}
