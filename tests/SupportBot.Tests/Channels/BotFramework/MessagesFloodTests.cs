using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Tests.Hosting;
using SupportBot.Turns;

namespace SupportBot.Tests.Channels.BotFramework;

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
        var others = bot.Services.GetRequiredService<RequestMemory>().Enter();
        others.Take((int)RequestMemory.MaxBytes);

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
        foreach (var body in new[] { Body, "no activity", new string(' ', RequestBody.MaxBytes + 1) })
        {
            using var answer = await StandInChannel.PostAsync(bot.Http, body);
        }

        using var all = bot.Services.GetRequiredService<RequestMemory>().Enter();
        all.Take((int)RequestMemory.MaxBytes);
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
        var guard = new CountingGuard();
        await using var bot = await BotHost.StartAsync(_data.Path, builder => builder.Services.AddSingleton<BotFrameworkAuthentication>(guard));
        var room = bot.Services.GetRequiredService<RequestMemory>();
        foreach (var _ in Enumerable.Range(0, RequestMemory.MaxReadAtOnce))
            Assert.True(await room.BeginReadingAsync(TimeSpan.Zero, CancellationToken.None));

        var post = StandInChannel.PostAsync(bot.Http, Body);
        await guard.Asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(await room.BeginReadingAsync(TimeSpan.FromMilliseconds(100), CancellationToken.None));
        Assert.False(post.IsCompleted);
        room.EndReading();

        using var answer = await post;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(await room.BeginReadingAsync(TimeSpan.Zero, CancellationToken.None));
    }

    /// <summary>Lets everybody in and tells that somebody was.</summary>
    private sealed class CountingGuard : BotFrameworkAuthentication
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            return Task.FromResult(new AuthenticateRequestResult { ClaimsIdentity = new ClaimsIdentity() });
        }

        public override Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) => throw new NotSupportedException();

        public override Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
