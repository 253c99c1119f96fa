using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.DirectLine;

/// <summary>A stream on which nothing happens.</summary>
public sealed class DirectLineSocketTests
{
    private const int MaxBeatsToAFrame = 8;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task QuietStream_SaysEveryTwentySecondsThatItLives()
    {
        var time = new BeatingClock();
        await using var host = await RunningHost.StartAsync(new EchoBot(), time: time);
        var client = await DirectLineClient.StartAsync(host);
        await using var stream = await client.OpenStreamAsync();
        await stream.NextAsync();

        await BeatAsync(time, stream, 3);

        await client.SayAsync("one");
        Assert.Equal("one", (string?)(await stream.NextAsync())["text"]);
        Assert.Equal("You said: one", (string?)(await stream.NextAsync())["text"]);
    }

    [Fact]
    public async Task QuietStream_ClientOfTheFramework_IsNotDisturbed()
    {
        var time = new BeatingClock();
        await using var host = await RunningHost.StartAsync(new EchoBot(), time: time);
        var client = await DirectLineClient.StartAsync(host);
        await using var tab = await DirectLineTab.OpenAsync(host.Http.BaseAddress!, client.Token!);
        await tab.SeesAsync(EchoBot.Greeting);
        await using var stream = await client.OpenStreamAsync();
        await stream.NextAsync();

        // Both streams are quiet, and have the same clock.
        await BeatAsync(time, stream, 5);

        await tab.SayAsync("one");
        await tab.SeesAsync("You said: one");
        Assert.Equal(3, (await tab.AllAsync()).Count);
        Assert.Equal(["Uninitialized", "Connecting", "Online"], tab.Statuses);
    }

    [Fact]
    public async Task UnreadStream_IsCutOffAfterAMinute()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await RunningHost.StartAsync(new EchoBot(), time: time, settings: ("DirectLine:ActivitiesPerMinute", "1000"));
        var client = await DirectLineClient.StartAsync(host);
        // More than the system takes for a client that doesn't read, 4 MiB by Linux's usual settings.
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.OK, (await client.PostAsync($$"""{"type":"event","name":"x","value":"{{new string('a', 1_000_000)}}"}""")).Status);
        using var handler = new SocketsHttpHandler { ConnectCallback = ConnectNarrowlyAsync };
        using var invoker = new HttpMessageInvoker(handler);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(client.StreamUrl), invoker, CancellationToken.None);
        var streams = host.Services.GetRequiredService<DirectLineStreams>();
        Assert.True(streams.IsHeard(client.ConversationId));

        // Far from the session's end; the calls give the server time to read what it sends, and to see what the clock says.
        for (var call = 0; call < 6000 && streams.IsHeard(client.ConversationId); call++)
        {
            if (call % 10 == 9)
                time.Advance(TimeSpan.FromSeconds(61));
            await client.ReadAsync("99");
        }

        Assert.False(streams.IsHeard(client.ConversationId));
    }

    private static async ValueTask<Stream> ConnectNarrowlyAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(context.DnsEndPoint, ct);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static async Task BeatAsync(BeatingClock time, DirectLineStream stream, int times)
    {
        var beat = time.PassNextAsync();
        for (var i = 0; i < times; i++)
        {
            var frame = stream.NextTextAsync();
            // A frame may be a little late; the clock must not run on until the token has expired.
            for (var passed = 0; passed < MaxBeatsToAFrame && await Task.WhenAny(frame, beat) == beat; passed++)
                beat = time.PassNextAsync();
            Assert.Equal("", await frame);
        }
    }

    /// <summary>Stands still but for waits of one beat.</summary>
    private sealed class BeatingClock() : FakeTimeProvider(DateTimeOffset.UtcNow)
    {
        private readonly Channel<TimeSpan> _beats = Channel.CreateUnbounded<TimeSpan>();

        /// <summary>Lets the next wait of one beat pass once it has begun.</summary>
        public async Task PassNextAsync() => Advance(await _beats.Reader.ReadAsync());

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime == Beat)
                _beats.Writer.TryWrite(dueTime);
            return timer;
        }
    }
}
