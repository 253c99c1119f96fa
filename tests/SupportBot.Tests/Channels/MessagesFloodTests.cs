using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Channels;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels;

/// <summary>More comes in at <c>/api/messages</c> than can be read at once.</summary>
public sealed class MessagesFloodTests : IDisposable
{
    private const string Body = """{"type":"typing","id":"t","channelId":"test","serviceUrl":"http://127.0.0.1:9/","conversation":{"id":"c"},"from":{"id":"u"}}""";

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Post_NoRoomForMoreBodies_Is503UntilThereIs()
    {
        await using var bot = await BotHost.StartAsync(_data.Path);
        var others = bot.Services.GetRequiredService<BodyRoom>().Enter();
        others.Take((int)BodyRoom.MaxBytes);

        using var refused = await StandInChannel.PostAsync(bot.Http, Body);
        others.Dispose();
        using var taken = await StandInChannel.PostAsync(bot.Http, Body);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }

    [Fact]
    public async Task Post_ManyOneAfterTheOther_LeaveTheRoomAsItWas()
    {
        await using var bot = await BotHost.StartAsync(_data.Path);
        foreach (var body in new[] { Body, "no activity", new string(' ', RequestBody.MostBytes + 1) })
        {
            using var answer = await StandInChannel.PostAsync(bot.Http, body);
        }

        using var all = bot.Services.GetRequiredService<BodyRoom>().Enter();
        all.Take((int)BodyRoom.MaxBytes);
        Assert.Throws<NoRoomException>(() => all.Take(1));
    }

    [Fact]
    public async Task Post_BodyThatTakesTooLong_Is408()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var bot = await BotHost.StartAsync(_data.Path, builder => builder.Services.AddSingleton<TimeProvider>(time));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, bot.Http.BaseAddress!.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"));

        using var reader = new StreamReader(stream);
        var answer = reader.ReadLineAsync();
        // Less than the server itself waits for a body that stands still.
        for (var i = 0; i < 300 && !answer.IsCompleted; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10);
        }

        Assert.True(answer.IsCompleted);
        Assert.StartsWith("HTTP/1.1 408", await answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_MoreAtOnceThanAreRead_WaitForTheirPlace()
    {
        var guard = new SlowGuard();
        await using var bot = await BotHost.StartAsync(_data.Path, builder => builder.Services.AddSingleton<BotFrameworkAuthentication>(guard));

        var posts = Enumerable.Range(0, 3 * MessagesEndpoint.MaxAtOnce).Select(_ => StandInChannel.PostAsync(bot.Http, Body)).ToList();
        await guard.IsFullAsync(MessagesEndpoint.MaxAtOnce);
        guard.Open.SetResult();
        var answers = await Task.WhenAll(posts);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(MessagesEndpoint.MaxAtOnce, guard.Most);
        Array.ForEach(answers, answer => answer.Dispose());
    }

    private sealed class SlowGuard : BotFrameworkAuthentication
    {
        private readonly Lock _lock = new();
        private int _inside;

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Most { get; private set; }

        public async Task IsFullAsync(int inside)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (Most < inside)
            {
                limit.Token.ThrowIfCancellationRequested();
                await Task.Delay(10, CancellationToken.None);
            }

            // Whoever else comes in would do so now.
            await Task.Delay(100, CancellationToken.None);
        }

        public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken)
        {
            lock (_lock)
                Most = Math.Max(Most, ++_inside);
            await Open.Task;
            lock (_lock)
                _inside--;
            return new AuthenticateRequestResult { ClaimsIdentity = new ClaimsIdentity() };
        }

        public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => throw new NotSupportedException();

        public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
