using Microsoft.Data.Sqlite;
using SupportBot.Core.Storage;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Core.Storage;

/// <summary>How steps are taken, on SQLite; PostgresTests has the same on PostgreSQL.</summary>
public sealed class MigrationsTests : IDisposable
{
    private static readonly MigrationStep First = new(1, "notes", new BotTables("CREATE TABLE IF NOT EXISTS note(word TEXT PRIMARY KEY)"));
    private static readonly MigrationStep Second = new(2, "times", new BotTables("ALTER TABLE note ADD COLUMN times SMALLINT NOT NULL DEFAULT 7; INSERT INTO note(word) VALUES ('two')"));

    private readonly TemporaryFolder _folder = new();
    private readonly BotDatabase _database;

    public MigrationsTests() => _database = Open();

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task RunAsync_StepsOneAfterAnother_AreTakenOnceAndInTheJournal()
    {
        Assert.Equal(1, await RunAsync(First));
        Assert.Equal(2, await RunAsync(First, Second));
        Assert.Equal(2, await RunAsync(First, Second));

        Assert.Equal(["1 notes", "2 times"], await ListAsync("SELECT number || ' ' || name FROM schema_steps ORDER BY number"));
        Assert.Equal(["two 7"], await ListAsync("SELECT word || ' ' || times FROM note"));
    }

    [Fact]
    public async Task RunAsync_StepThatFails_LeavesNothingOfItAndIsTakenNextTime()
    {
        var broken = new MigrationStep(2, "broken", new BotTables("CREATE TABLE half(word TEXT); INSERT INTO note(word) VALUES ('x'); SELECT nonsense"));

        await Assert.ThrowsAsync<SqliteException>(() => RunAsync(First, broken));

        Assert.Equal(["note", "schema_steps"], await ListAsync("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"));
        Assert.Empty(await ListAsync("SELECT word FROM note"));
        await RunAsync(First, Second);
        Assert.Equal(["two 7"], await ListAsync("SELECT word || ' ' || times FROM note"));
    }

    [Fact]
    public async Task RunAsync_DatabaseOfANewerVersion_IsLeftAsItIsAndTold()
    {
        await RunAsync(First, Second);

        Assert.Equal(2, await RunAsync(First));

        Assert.Equal(["two 7"], await ListAsync("SELECT word || ' ' || times FROM note"));
    }

    [Fact]
    public async Task RunAsync_ByManyAtOnce_TakesEachStepOnce()
    {
        var databases = Enumerable.Range(0, 6).Select(_ => Open()).ToList();

        var newest = await Task.WhenAll(databases.Select(database => Task.Run(() => new Migrations(database, TimeProvider.System).RunAsync([First, Second], CancellationToken.None))));

        databases.ForEach(database => database.Dispose());
        Assert.All(newest, number => Assert.Equal(2, number));
        Assert.Equal(["two 7"], await ListAsync("SELECT word || ' ' || times FROM note"));
    }

    private BotDatabase Open() => new(SqliteFactory.Instance.CreateDataSource($"Data Source={_folder.File("bot.db")};Pooling=False"));

    private Task<int> RunAsync(params MigrationStep[] steps) => new Migrations(_database, TimeProvider.System).RunAsync(steps, CancellationToken.None);

    private Task<List<string>> ListAsync(string sql) => _database.ReadAsync(async (connection, ct) =>
    {
        await using var command = connection.Command(sql);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var all = new List<string>();
        while (await rows.ReadAsync(ct))
            all.Add(rows.GetString(0));
        return all;
    }, CancellationToken.None);
}
