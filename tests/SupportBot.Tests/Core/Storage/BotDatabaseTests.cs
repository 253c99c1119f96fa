using SupportBot.Core.Storage;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Core.Storage;

public sealed class BotDatabaseTests : IDisposable
{
    private readonly TestDatabase _database = new(new BotTables("CREATE TABLE IF NOT EXISTS note(word TEXT PRIMARY KEY)"));

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task RunAsync_TableOfAVersionBeforeTheSteps_KeepsItsRowsAndGetsTheColumn()
    {
        await _database.Bot.WriteAsync((transaction, ct) => AddAsync(transaction, "one", ct), CancellationToken.None);
        var now = new BotTables("CREATE TABLE IF NOT EXISTS note(word TEXT PRIMARY KEY)", new BotColumn("note", "times", "SMALLINT NOT NULL DEFAULT 7"));

        await new Migrations(_database.Bot, TimeProvider.System).RunAsync([new(2, "times", now)], CancellationToken.None);
        await new Migrations(_database.Bot, TimeProvider.System).RunAsync([new(2, "times", now)], CancellationToken.None);

        Assert.Equal(1, await _database.CountAsync("note WHERE times = 7"));
    }

    [Fact]
    public async Task WriteAsync_Throws_LeavesNothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _database.Bot.WriteAsync(async (transaction, ct) =>
        {
            await AddAsync(transaction, "one", ct);
            throw new InvalidOperationException();
        }, CancellationToken.None));

        Assert.Equal(0, await _database.CountAsync("note"));
    }

    [Fact]
    public async Task WriteAsync_FromManyAtOnce_KeepsAll()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _database.Bot.WriteAsync((transaction, ct) => AddAsync(transaction, $"word {i}", ct), CancellationToken.None)));

        Assert.Equal(50, await _database.CountAsync("note"));
    }

    [Fact]
    public async Task WriteWithTurnAsync_InATurn_WaitsForItsCommit()
    {
        using var turn = TurnWork.Begin();
        await _database.Bot.WriteWithTurnAsync((transaction, ct) => AddAsync(transaction, "one", ct), CancellationToken.None);
        Assert.Equal(0, await _database.CountAsync("note"));

        await _database.Bot.WriteAsync(turn.WriteAllAsync, CancellationToken.None);

        Assert.Equal(1, await _database.CountAsync("note"));
    }

    [Fact]
    public async Task WriteWithTurnAsync_TurnEndsWithoutCommit_IsDropped()
    {
        using (TurnWork.Begin())
            await _database.Bot.WriteWithTurnAsync((transaction, ct) => AddAsync(transaction, "one", ct), CancellationToken.None);

        await _database.Bot.WriteWithTurnAsync((transaction, ct) => AddAsync(transaction, "two", ct), CancellationToken.None);

        Assert.Equal(1, await _database.CountAsync("note"));
    }

    [Fact]
    public async Task TurnWork_OfAnotherFlowOfControl_IsNotSeen()
    {
        var inside = new TaskCompletionSource();
        var done = new TaskCompletionSource();
        var other = Task.Run(async () =>
        {
            using var turn = TurnWork.Begin();
            inside.SetResult();
            await done.Task;
        });
        await inside.Task;

        Assert.Null(TurnWork.Current);

        done.SetResult();
        await other;
    }

    private static async Task AddAsync(System.Data.Common.DbTransaction transaction, string word, CancellationToken ct)
    {
        await using var command = transaction.Command("INSERT INTO note(word) VALUES (@word)", ("@word", word));
        await command.ExecuteNonQueryAsync(ct);
    }
}
