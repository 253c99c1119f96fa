using Microsoft.Data.Sqlite;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Hosting;

/// <summary>The bot's own database in a real SQLite file.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TestDatabase(params BotTables[] tables)
    {
        Bot = new BotDatabase(SqliteFactory.Instance.CreateDataSource($"Data Source={_folder.File("bot.db")}"));
        Bot.CreateTablesAsync(tables, CancellationToken.None).GetAwaiter().GetResult();
    }

    public BotDatabase Bot { get; }

    public Task<long> CountAsync(string table) => Bot.ReadAsync(async (connection, ct) =>
    {
        await using var command = connection.Command($"SELECT COUNT(*) FROM {table}");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }, CancellationToken.None);

    public void Dispose()
    {
        Bot.Dispose();
        _folder.Dispose();
    }
}
