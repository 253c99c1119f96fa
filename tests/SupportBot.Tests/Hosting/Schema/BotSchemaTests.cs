using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Storage;
using SupportBot.Hosting;
using SupportBot.Hosting.Schema;

namespace SupportBot.Tests.Hosting.Schema;

/// <summary>The list of steps and the rules of the tables that they make.</summary>
public sealed partial class BotSchemaTests
{
    /// <summary>What each step was when its version was released. Add one for a new step; never change one.</summary>
    private static readonly string[] Released =
    [
        "10238d44233a4509ec2706de433d099570e2f1251fb6db89f9fe38cafd6d45c8",
        "ee8423739745dfa784e09ac8f9fd57c63333d24b17a8523634c10437546228d3",
    ];

    [Fact]
    public void Steps_Numbers_CountFromOneWithoutGaps() =>
        Assert.Equal(Enumerable.Range(1, BotSchema.All.Steps.Count), BotSchema.All.Steps.Select(step => step.Number));

    [Fact]
    public void Steps_Released_AreAsTheyWere() => Assert.Equal(Released, BotSchema.All.Steps.Select(step => step.Hash()));

    [Fact]
    public void Steps_OnEitherEngine_OnlyAdd()
    {
        var statements = BotSchema.All.Steps.SelectMany(step => step.Parts).SelectMany(part => (string[])[part.Ddl, part.Postgres]);

        Assert.DoesNotContain(statements, statement => Takes().IsMatch(statement));
    }

    [Fact]
    public async Task Rules_ForEachTable_ThereIsOneThatFits()
    {
        using var database = TestDatabase.Whole();

        var tables = await database.ListAsync("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");

        Assert.Equal(tables, BotSchema.All.Rules.Select(rule => rule.Table).Order(StringComparer.Ordinal));
        foreach (var rule in BotSchema.All.Rules)
            Assert.NotNull(await database.ListAsync($"SELECT COUNT(*) FROM {rule.Table} GROUP BY {rule.Key} HAVING COUNT(*) > 1"));
    }

    [Fact]
    public async Task Steps_OnADatabaseOfAVersionBeforeThem_KeepEveryRowAndMakeItLikeANewOne()
    {
        using var old = new TestDatabase();
        using var fresh = TestDatabase.Whole();
        await old.ChangeAsync("DROP TABLE schema_steps");
        await using (var connection = new SqliteConnection($"Data Source={old.FilePath}"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = await File.ReadAllTextAsync(Path.Combine(Settings.Root, "tests", "SupportBot.Tests", "Hosting", "Upgrade", "bot-2026-11.sql"));
            await command.ExecuteNonQueryAsync();
        }

        var tables = await old.ListAsync("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
        var before = await CountAsync();

        await new Migrations(old.Bot, TimeProvider.System).RunAsync(BotSchema.All.Steps, CancellationToken.None);

        Assert.True(before.Sum() > 50);
        Assert.Equal(before, await CountAsync());
        const string Columns = "SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY 1";
        Assert.Equal(await fresh.ListAsync(Columns), await old.ListAsync(Columns));
        const string Indexes = "SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY 1";
        Assert.Equal(await fresh.ListAsync(Indexes), await old.ListAsync(Indexes));

        Task<long[]> CountAsync() => Task.WhenAll(tables.Select(old.CountAsync));
    }

    [Fact]
    public async Task Start_OnADatabaseOfANewerVersion_GoesOnAndSaysSo()
    {
        using var data = new TemporaryFolder();
        using var log = new LogRecords();
        await using (var first = await BotHost.StartAsync(data.Path))
            await first.Services.GetRequiredService<BotDatabase>().WriteAsync(async (transaction, ct) =>
            {
                await using var command = transaction.Command("INSERT INTO schema_steps VALUES (99, 'of tomorrow', '2030'); ALTER TABLE bot_state ADD COLUMN mood TEXT NOT NULL DEFAULT 'good'");
                await command.ExecuteNonQueryAsync(ct);
            }, CancellationToken.None);

        await using var bot = await BotHost.StartAsync(data.Path, log.Listen);

        using var ready = await bot.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains(log.All, record => record.Text.StartsWith("The bot's own database has step 99 of a newer version", StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_OfConversations_SayWhoseTheyAreLast()
    {
        var ofConversations = BotSchema.All.Rules.Where(rule => rule.InConversation is not null).ToList();

        // A conversation that is cleaned up half-way must not be anybody else's.
        Assert.Equal("conversation_bindings", ofConversations[^1].Table);
        var handoffs = ofConversations.FindIndex(rule => rule.Table == "handoffs");
        Assert.All(ofConversations.Where(rule => rule.InConversation!.Contains("FROM handoffs", StringComparison.Ordinal)), rule => Assert.True(ofConversations.IndexOf(rule) < handoffs));
    }

    [Fact]
    public async Task DataPage_TableOfRules_IsThatOfTheCode()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Settings.Root, "docs", "data.md"));

        var rows = BotSchema.All.Rules.OrderBy(rule => rule.Table, StringComparer.Ordinal).Select(rule => $"| `{rule.Table}` | {rule.Life.InWords} | {rule.Erasure.InWords} |");

        Assert.Contains(string.Join('\n', rows), page, StringComparison.Ordinal);
    }

    /// <summary>What takes something away, or refuses what an earlier version writes.</summary>
    [GeneratedRegex(@"\b(DROP|RENAME|ALTER\s+COLUMN|TRUNCATE|DELETE\s+FROM)\b|\bADD\s+COLUMN\s+\w+\s+\w+\s+NOT\s+NULL(?!\s+DEFAULT)", RegexOptions.IgnoreCase)]
    private static partial Regex Takes();
}
