using Microsoft.Data.Sqlite;
using SupportBot.Core.Storage;
using SupportBot.Hosting.Schema;

namespace SupportBot.Tests.Hosting;

/// <summary>The bot's own database in a real SQLite file.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="tables">The parts of the schema that the test needs.</param>
    public TestDatabase(params BotTables[] tables)
        : this([new MigrationStep(1, "the test's", tables)])
    {
    }

    private TestDatabase(IReadOnlyList<MigrationStep> steps)
    {
        Bot = new BotDatabase(SqliteFactory.Instance.CreateDataSource($"Data Source={_folder.File("bot.db")}"));
        new Migrations(Bot, TimeProvider.System).RunAsync(steps, CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>With the whole schema.</summary>
    public static TestDatabase Whole() => new(BotSchema.All.Steps);

    public BotDatabase Bot { get; }

    public string FilePath => _folder.File("bot.db");

    public Task<long> CountAsync(string table) => Bot.ReadAsync(async (connection, ct) =>
    {
        await using var command = connection.Command($"SELECT COUNT(*) FROM {table}");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }, CancellationToken.None);

    /// <summary>The first column of a query, as text.</summary>
    public Task<List<string>> ListAsync(string sql) => Bot.ReadAsync(async (connection, ct) =>
    {
        await using var command = connection.Command(sql);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var all = new List<string>();
        while (await rows.ReadAsync(ct))
            all.Add(rows.StringOrNull(0) ?? "");
        return all;
    }, CancellationToken.None);

    public Task ChangeAsync(string sql, params (string Name, object? Value)[] parameters) => Bot.WriteAsync(async (transaction, ct) =>
    {
        await using var command = transaction.Command(sql, parameters);
        await command.ExecuteNonQueryAsync(ct);
    }, CancellationToken.None);

    public void Dispose()
    {
        Bot.Dispose();
        _folder.Dispose();
    }
}
