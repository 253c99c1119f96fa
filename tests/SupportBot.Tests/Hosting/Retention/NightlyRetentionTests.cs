using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Storage;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Core.Retention;

namespace SupportBot.Tests.Hosting.Retention;

/// <summary>When the clean-up comes and what it says, in the whole application.</summary>
public sealed class NightlyRetentionTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _data = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 12, 1, 1, 0, 0, TimeSpan.Zero));
    private readonly LogRecords _log = new();

    public void Dispose()
    {
        _log.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task Night_AtTheHour_CleansUpAndSaysHowMuchInOneLine()
    {
        await using var bot = await StartAsync("--Retention:At=04:30", "--Retention:Pause=00:00:00");
        var database = bot.Services.GetRequiredService<BotDatabase>();
        await new CustomerRows("6", "old-one", "Maya", "where is it", _time.GetUtcNow().AddDays(-366)).AddAsync(database);

        _time.Advance(TimeSpan.FromMinutes(209));
        Assert.Empty(Lines());
        Assert.Equal(1, await bot.CountAsync("handoffs"));

        _time.Advance(TimeSpan.FromMinutes(1));
        await WaitForAsync(1);
        Assert.Equal(0, await bot.CountAsync("handoffs"));
        Assert.Matches(@"^Removed \d\d rows whose time was over, in \d+\.\d s: bot_state 1, conversation_bindings 1, .*transcript 2", Lines().Single());

        _time.Advance(TimeSpan.FromDays(1));
        await WaitForAsync(2);
        Assert.Equal("0 rows", Lines().Last()[8..14]);
    }

    [Fact]
    public async Task Night_ChatThatNobodyEverWroteIn_GoesWhenItsTimeIsOver()
    {
        await using var bot = await StartAsync("--Retention:Conversations=1.12:00:00", "--Retention:Pause=00:00:00");
        var client = new DirectLineClient(bot.Http);
        await client.SendAsync(HttpMethod.Post, "/api/webchat/session", """{"customerId":"6"}""");

        // 03:00 of the next day: 26 hours.
        _time.Advance(TimeSpan.FromHours(26));
        await WaitForAsync(1);
        await client.SendAsync(HttpMethod.Post, "/api/webchat/session", """{"customerId":"7"}""");
        Assert.Equal(2, await bot.CountAsync("directline_conversations"));
        _time.Advance(TimeSpan.FromDays(1));
        await WaitForAsync(2);

        Assert.Equal(1, await bot.CountAsync("directline_conversations"));
        Assert.Equal(1, await bot.CountAsync("conversation_bindings WHERE customer_id = '7'"));
        Assert.Equal(0, await bot.CountAsync("conversation_bindings WHERE customer_id = '6'"));
    }

    [Fact]
    public async Task Night_DatabaseOutOfReach_IsLoggedAndTheNextOneComes()
    {
        await using var bot = await StartAsync("--Retention:Pause=00:00:00");
        var database = bot.Services.GetRequiredService<BotDatabase>();
        await database.WriteAsync((transaction, ct) => RunAsync(transaction, "ALTER TABLE transcript RENAME TO away", ct), CancellationToken.None);

        _time.Advance(TimeSpan.FromHours(2));
        await WaitForAsync(0, failures: 1);
        await database.WriteAsync((transaction, ct) => RunAsync(transaction, "ALTER TABLE away RENAME TO transcript", ct), CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(1));

        await WaitForAsync(1, failures: 1);
    }

    private static async Task RunAsync(System.Data.Common.DbTransaction transaction, string sql, CancellationToken ct)
    {
        await using var command = transaction.Command(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    private Task<BotHost> StartAsync(params string[] settings) => BotHost.StartAsync(
        _data.Path,
        builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time));
            _log.Listen(builder);
        },
        settings);

    private IEnumerable<string> Lines() => _log.All.Where(record => record.Text.StartsWith("Removed ", StringComparison.Ordinal)).Select(record => record.Text);

    private int Failures() => _log.All.Count(record => record.Level == LogLevel.Error && record.Text.StartsWith("Rows whose time is over", StringComparison.Ordinal));

    private async Task WaitForAsync(int lines, int failures = 0)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (Lines().Count() < lines || Failures() < failures)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
