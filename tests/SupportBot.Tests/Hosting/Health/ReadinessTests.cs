using System.Diagnostics;
using System.Net;
using Microsoft.Data.Sqlite;
using SupportBot.Hosting.SampleData;

namespace SupportBot.Tests.Hosting.Health;

/// <summary>Ready means that a message would be answered, and is said at once.</summary>
public sealed class ReadinessTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _data = new();
    private BotHost _bot = null!;

    private string Orders => _data.File("orders.db");

    public async Task InitializeAsync()
    {
        SampleDatabase.EnsureCreated(Orders);
        _bot = await BotHost.StartAsync(_data.Path, null, "--ConnectionStrings:Orders", $"Data Source={Orders}");
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync()).Status);
    }

    public async Task DisposeAsync() => await _bot.DisposeAsync();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Ready_OrdersFileRemoved_Is503UntilItIsBack()
    {
        File.Move(Orders, Orders + ".away");
        var (status, body) = await ReadyAsync();
        File.Move(Orders + ".away", Orders);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("there is no file at", body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync()).Status);
    }

    [Fact]
    public async Task Ready_OrdersFileLocked_Is503AtOnce()
    {
        using var shop = new SqliteConnection($"Data Source={Orders};Pooling=False");
        shop.Open();
        using var command = shop.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();

        var began = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ReadyAsync()));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status));
        Assert.Contains("No answer within", answers[0].Body, StringComparison.Ordinal);
        // A second, and room for a machine that is busy with other tests; it was half a minute.
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Ready_OwnDatabaseRemoved_Is503()
    {
        File.Move(_data.File("bot.db"), _data.File("bot.db.away"));

        var (status, body) = await ReadyAfterTheKeptAnswerAsync(HttpStatusCode.ServiceUnavailable);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("was removed or replaced", body, StringComparison.Ordinal);
    }

    /// <summary>An answer about the bot's own database is good for a second.</summary>
    private async Task<(HttpStatusCode Status, string Body)> ReadyAfterTheKeptAnswerAsync(HttpStatusCode expected)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            var answer = await ReadyAsync();
            if (answer.Status == expected)
                return answer;
        }
    }

    private async Task<(HttpStatusCode Status, string Body)> ReadyAsync()
    {
        using var response = await _bot.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
