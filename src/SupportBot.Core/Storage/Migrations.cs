namespace SupportBot.Core.Storage;

/// <summary>Brings the bot's own database to the schema of this version, step by step. Several processes may do so at once, of this
/// version and of others: each step is done once, in a transaction of its own, which also writes it into the journal.</summary>
public sealed class Migrations(BotDatabase database, TimeProvider time)
{
    /// <summary>Any number that nobody else takes: the advisory lock of these migrations in a PostgreSQL database.</summary>
    private const long PostgresLock = 0x5355_5050_4F52_5442;

    private const string CreateJournal =
        "CREATE TABLE IF NOT EXISTS schema_steps (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)";

    public static TableRule Rule { get; } = new(
        "schema_steps", "number", new RowLife.Elsewhere("kept: which steps the database has"), new RowErasure.Kept("holds nothing of customers"));

    /// <returns>The newest step that the database has; a version that is newer than this one may have added it.</returns>
    public async Task<int> RunAsync(IReadOnlyList<MigrationStep> steps, CancellationToken ct)
    {
        foreach (var step in steps)
            await database.WriteAsync((transaction, token) => TakeAsync(transaction, step, token), ct);
        return steps.Count == 0 ? 0 : await database.ReadAsync(async (connection, token) =>
            (int)await connection.Command("SELECT MAX(number) FROM schema_steps").NumberAsync(token), ct);
    }

    private async Task TakeAsync(DbTransaction transaction, MigrationStep step, CancellationToken ct)
    {
        // A transaction of SQLite that may write has the database's one lock from its beginning.
        if (database.Engine == SqlEngine.Postgres)
            await transaction.Command("SELECT pg_advisory_xact_lock(@lock)", ("@lock", PostgresLock)).RunAsync(ct);
        await transaction.Command(CreateJournal).RunAsync(ct);
        if (await transaction.Command("SELECT 1 FROM schema_steps WHERE number = @number", ("@number", step.Number)).ValueAsync(ct) is not null)
            return;
        foreach (var part in step.Parts)
        {
            await transaction.Command(database.Engine == SqlEngine.Postgres ? part.Postgres : part.Ddl).RunAsync(ct);
            foreach (var column in part.Later)
                await AddIfMissingAsync(transaction, column, ct);
        }

        await transaction.Command(
            "INSERT INTO schema_steps (number, name, applied_at) VALUES (@number, @name, @now)",
            ("@number", step.Number),
            ("@name", step.Name),
            ("@now", Stamp.Of(time.GetUtcNow()))).RunAsync(ct);
    }

    private static async Task AddIfMissingAsync(DbTransaction transaction, BotColumn column, CancellationToken ct)
    {
        // SQLite has no ADD COLUMN IF NOT EXISTS.
        await using (var look = transaction.Command($"SELECT * FROM {column.Table} WHERE 1 = 0"))
        await using (var rows = await look.ExecuteReaderAsync(ct))
        {
            if (Enumerable.Range(0, rows.FieldCount).Select(rows.GetName).Contains(column.Name, StringComparer.OrdinalIgnoreCase))
                return;
        }

        await transaction.Command($"ALTER TABLE {column.Table} ADD COLUMN {column.Name} {column.Definition}").RunAsync(ct);
    }
}
