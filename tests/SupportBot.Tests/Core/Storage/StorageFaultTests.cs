using System.Net;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;
using SupportBot.Core.Storage;
using SupportBot.Hosting.SampleData;
using SupportBot.Tests.AgentConsole;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Core.Storage;

/// <summary>The bot's own database can't be written for a while: everybody hears «not now», nothing is lost, and it goes on by itself.</summary>
public sealed class StorageFaultTests : IAsyncLifetime, IDisposable
{
    /// <summary>In bytes: enough to say that the turn failed, too little for the answer to <see cref="Large"/>.</summary>
    private const int RoomForAnApology = 160 * 1024;

    private static readonly string Large = new('a', 200_000);

    private readonly TemporaryFolder _shop = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly EchoBot _echo = new();
    private StandInChannel _channel = null!;

    public async Task InitializeAsync() => _channel = await StandInChannel.StartAsync();

    public async Task DisposeAsync() => await _channel.DisposeAsync();

    public void Dispose() => _shop.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Disk_Full_IsSaidOnEveryRouteAndEndsByItself(bool mount)
    {
        using var disk = new SmallDisk(mount);
        await using var bot = await StartAsync(disk);
        var client = await DirectLineClient.SignInAsync(bot.Http);
        await client.StartAsync();
        using var agent = await AgentClient.SignInAsync(bot.Http, "Kim");
        await RepliesAsync(client, 1);

        disk.Fill();
        await IsRefusedEverywhereAsync(bot, client);
        if (disk.IsMounted)
            await IsRefusedWhereLittleIsWrittenAsync(bot, agent);
        var (status, body) = await ReadyAsync(bot);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("no room left", body, StringComparison.Ordinal);

        disk.Free();
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync(bot)).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("and now?")).Status);
        Assert.Equal("You said: and now?", (await RepliesAsync(client, 2))[^1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Disk_FullWhileATurnRuns_AnswersOnceWhenThereIsRoomAgain(bool mount)
    {
        using var disk = new SmallDisk(mount);
        await using var bot = await StartAsync(disk);
        var client = await DirectLineClient.SignInAsync(bot.Http);
        await client.StartAsync();
        await RepliesAsync(client, 1);
        var thoughts = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _echo.Thoughts = thoughts.Task;
        await client.SayAsync(Large);
        await UntilAsync(() => IsHeard(times: 1));

        disk.Fill(RoomForAnApology);
        thoughts.SetResult();
        await UntilAsync(async () => IsHeard(times: 2) || (await SaidAsync(client)).Count > 1);
        disk.Free();

        var replies = await RepliesAsync(client, 2);
        Assert.Equal("You said: " + Large, replies[1]);
        _echo.Thoughts = Task.CompletedTask;
        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("next")).Status);
        Assert.Equal([EchoBot.Greeting, "You said: " + Large, "You said: next"], await RepliesAsync(client, 3));
    }

    [Fact]
    public async Task Database_DamagedWhileItRuns_Is503AndNotReady()
    {
        using var data = new TemporaryFolder();
        await using var bot = await BotHost.StartAsync(data.Path, builder => builder.Services.Replace(ServiceDescriptor.Singleton<Microsoft.Bot.Builder.IBot>(_echo)));
        var client = await DirectLineClient.SignInAsync(bot.Http);
        await client.StartAsync();
        await RepliesAsync(client, 1);
        await bot.Services.GetRequiredService<BotDatabase>().ReadAsync(async (connection, ct) =>
        {
            await using var command = connection.Command("PRAGMA wal_checkpoint(TRUNCATE)");
            return await command.ExecuteScalarAsync(ct);
        }, CancellationToken.None);
        SqliteConnection.ClearAllPools();
        var bytes = await File.ReadAllBytesAsync(data.File("bot.db"));
        // All but the header and the schema.
        Array.Fill(bytes, (byte)0xAA, 8192, bytes.Length - 8192);
        await File.WriteAllBytesAsync(data.File("bot.db"), bytes);

        var posted = await client.SayAsync("hi");
        var (status, body) = await ReadyAsync(bot);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "ServiceUnavailable"), (posted.Status, posted.ErrorCode));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("damaged", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_LockedBySomebodyElse_Is503InTimeAndEndsByItself()
    {
        using var data = new TemporaryFolder();
        await using var bot = await BotHost.StartAsync(data.Path, null, "--ConnectionStrings:Bot", "Data Source=bot.db;Default Timeout=1");
        var client = await DirectLineClient.SignInAsync(bot.Http);
        await client.StartAsync();
        using (var other = new SqliteConnection($"Data Source={data.File("bot.db")};Pooling=False"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();

            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await ReadyAsync(bot)).Status);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.SayAsync("hi")).Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await client.SayAsync("hi")).Status);
    }

    private Task<BotHost> StartAsync(SmallDisk disk) => BotHost.StartAsync(
        disk.Path,
        builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<Microsoft.Bot.Builder.IBot>(_echo));
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time));
            disk.Use(builder);
        },
        "--ConnectionStrings:Orders", $"Data Source={OrdersFile()}", "--DirectLine:TokenLifetime", "1.00:00:00");

    private string OrdersFile()
    {
        SampleDatabase.EnsureCreated(_shop.File("orders.db"));
        return _shop.File("orders.db");
    }

    /// <summary>Whether the bot has begun so often to answer; time passes meanwhile for what is tried again.</summary>
    private bool IsHeard(int times)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return _echo.Heard.Count(activity => activity.Text == Large) >= times;
    }

    private async Task IsRefusedEverywhereAsync(BotHost bot, DirectLineClient client)
    {
        var posted = await client.SayAsync(Large);
        using var file = new ByteArrayContent(new byte[200_000]);
        var uploaded = await client.SendAsync(HttpMethod.Post, $"/v3/directline/conversations/{client.ConversationId}/upload", file);
        foreach (var answer in new[] { posted, uploaded })
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "ServiceUnavailable"), (answer.Status, answer.ErrorCode));
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        using var fromChannel = await StandInChannel.PostAsync(bot.Http, _channel.Message(Large));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, fromChannel.StatusCode);
        Assert.Equal("application/problem+json", fromChannel.Content.Headers.ContentType!.MediaType);
        Assert.NotNull(fromChannel.Headers.RetryAfter);
    }

    private static async Task IsRefusedWhereLittleIsWrittenAsync(BotHost bot, AgentClient agent)
    {
        // The journal may have room left for a few small writes.
        var session = await bot.Http.PostAsJsonAsync("/api/webchat/session", new { customerId = "6" });
        for (var tries = 0; tries < 100 && session.IsSuccessStatusCode; tries++)
        {
            session.Dispose();
            session = await bot.Http.PostAsJsonAsync("/api/webchat/session", new { customerId = "6" });
        }
        using var list = await agent.Http.GetAsync(new Uri("/api/agent/handoffs", UriKind.Relative));
        foreach (var answer in new[] { session, list })
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            Assert.NotNull(answer.Headers.RetryAfter);
        }
    }

    private static async Task<(HttpStatusCode Status, string Body)> ReadyAsync(BotHost bot)
    {
        using var response = await bot.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>What the bot has said, when it is so much; time passes meanwhile for what is tried again.</summary>
    private async Task<IReadOnlyList<string>> RepliesAsync(DirectLineClient client, int count)
    {
        IReadOnlyList<string> replies = [];
        await UntilAsync(async () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            replies = await SaidAsync(client);
            return replies.Count >= count;
        });
        return replies;
    }

    /// <summary>What the bot has said so far.</summary>
    private static async Task<IReadOnlyList<string>> SaidAsync(DirectLineClient client)
    {
        var activities = (await client.ReadAsync("0")).Body["activities"] ?? new JArray();
        return [.. activities.Where(activity => (string?)activity["from"]!["id"] != client.UserId).Select(activity => (string?)activity["text"]).OfType<string>()];
    }

    private static Task UntilAsync(Func<bool> isSo) => UntilAsync(() => Task.FromResult(isSo()));

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await isSo())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
