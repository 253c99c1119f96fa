using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Retention;
using SupportBot.Core.Storage;
using SupportBot.Hosting.Schema;
using SupportBot.Tests.Core.Retention;
using SupportBot.Tests.Servers;

namespace SupportBot.Tests.Hosting.Schema;

/// <summary>The schema, its steps and its rules on a real PostgreSQL, beside SQLite.</summary>
[Collection(ServersCollection.Name)]
public sealed class PostgresTests(PostgresServer server)
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Steps_TakenByManyAtOnce_MakeTheTablesAndColumnsOfSqlite()
    {
        var name = await server.CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => MigrateAsync(server.Open(name))));

        using var postgres = server.Open(name);
        using var sqlite = TestDatabase.Whole();
        Assert.Equal(await ColumnsAsync(sqlite.Bot), await ColumnsAsync(postgres));
        Assert.Equal(BotSchema.All.Steps.Select(step => step.Number.ToString(CultureInfo.InvariantCulture)), await ListAsync(postgres, "SELECT number FROM schema_steps ORDER BY number"));
        Assert.Equal(await ListAsync(sqlite.Bot, "SELECT name FROM sqlite_schema WHERE type = 'index' AND name NOT LIKE 'sqlite_%' ORDER BY name"),
            await ListAsync(postgres, "SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE '%_pkey' ORDER BY indexname COLLATE \"C\""));
    }

    [Fact]
    public async Task Steps_FillWhatIsThere_AsOnSqlite()
    {
        using var database = server.Open(await server.CreateAsync());
        await new Migrations(database, TimeProvider.System).RunAsync([BotSchema.All.Steps[0]], CancellationToken.None);
        await ChangeAsync(database, "INSERT INTO directline_conversations VALUES ('c', NULL, NULL, NULL, 0, 0, 0, 0), ('d', NULL, NULL, NULL, 0, 0, 0, 5)");

        await MigrateAsync(database);

        var times = await ListAsync(database, "SELECT last_unix_ms FROM directline_conversations ORDER BY conversation_id");
        Assert.InRange(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(times[0], CultureInfo.InvariantCulture)), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        Assert.Equal("5", times[1]);
    }

    [Fact]
    public async Task Rules_CleanUpAndErase_DoTheSameAsOnSqlite()
    {
        using var postgres = server.Open(await server.CreateAsync());
        using var sqlite = TestDatabase.Whole();
        await MigrateAsync(postgres);
        var done = new List<List<string>>();
        foreach (var database in new[] { postgres, sqlite.Bot })
        {
            await new CustomerRows("6", "old-one", "Maya", "where is it", Now.AddDays(-366)).AddAsync(database);
            await new CustomerRows("7", "open-one", "Ethan", "my hat", Now.AddDays(-366)) { IsOpen = true }.AddAsync(database);
            await new CustomerRows("cust\"4711", "erased", "Sofia", "a parrot", Now.AddDays(-1)).AddAsync(database);
            await new CustomerRows("8", "used-one", "Sofia", "hello", Now.AddDays(-1)).AddAsync(database);
            await ChangeAsync(database, "INSERT INTO agent_audit VALUES (77, '2022-01-01T00:00:00.0000000Z', 'a', 'Ines', 'open', '[]', '[]', NULL, NULL)");

            var removed = await new RetentionCleaner(database, BotSchema.All, new FakeTimeProvider(Now)).RunAsync(new() { BatchRows = 3, Pause = TimeSpan.Zero }, CancellationToken.None);
            var erased = await new CustomerEraser(database, BotSchema.All).EraseAsync("cust\"4711", CancellationToken.None);

            Assert.Empty(await Everywhere.FindAsync(database, "a parrot"));
            Assert.Equal(["agent_audit.handoffs"], await Everywhere.FindAsync(database, "old-one"));
            done.Add([.. removed.Concat(erased).Select(table => $"{table.Key} {table.Value}"), .. await Everywhere.CountAsync(database)]);
        }

        Assert.Equal(done[1], done[0]);
    }

    private static Task<int> MigrateAsync(BotDatabase database) => new Migrations(database, TimeProvider.System).RunAsync(BotSchema.All.Steps, CancellationToken.None);

    private static Task<List<string>> ColumnsAsync(BotDatabase database) => database.ReadAsync(async (connection, ct) =>
    {
        var columns = new List<string>();
        foreach (var table in BotSchema.All.Rules.Select(rule => rule.Table))
        {
            await using var command = connection.Command($"SELECT * FROM {table} WHERE 1 = 0");
            await using var rows = await command.ExecuteReaderAsync(ct);
            columns.AddRange(Enumerable.Range(0, rows.FieldCount).Select(i => $"{table}.{rows.GetName(i)}"));
        }

        return columns.Order(StringComparer.Ordinal).ToList();
    }, CancellationToken.None);

    private static Task<List<string>> ListAsync(BotDatabase database, string sql) => database.ReadAsync(async (connection, ct) =>
    {
        await using var command = connection.Command(sql);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var all = new List<string>();
        while (await rows.ReadAsync(ct))
            all.Add(rows.StringOrNull(0) ?? "");
        return all;
    }, CancellationToken.None);

    private static Task ChangeAsync(BotDatabase database, string sql) => database.WriteAsync(async (transaction, ct) =>
    {
        await using var command = transaction.Command(sql);
        await command.ExecuteNonQueryAsync(ct);
    }, CancellationToken.None);
}
