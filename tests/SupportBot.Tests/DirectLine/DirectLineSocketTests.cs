using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Tests.Host;

namespace SupportBot.Tests.DirectLine;

/// <summary>A stream on which nothing happens.</summary>
public sealed class DirectLineSocketTests
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task QuietStream_SaysEveryTwentySecondsThatItLives()
    {
        var time = new BeatingClock();
        await using var host = await RunningHost.StartAsync(new EchoBot(), time: time);
        var client = await DirectLineClient.StartAsync(host);
        await using var stream = await client.OpenStreamAsync();
        await stream.NextAsync();

        var beat = time.PassNextAsync();
        for (var i = 0; i < 3; i++)
        {
            var frame = stream.NextTextAsync();
            while (await Task.WhenAny(frame, beat) == beat)
                beat = time.PassNextAsync();
            Assert.Equal("", await frame);
        }

        await client.SayAsync("one");
        Assert.Equal("one", (string?)(await stream.NextAsync())["text"]);
        Assert.Equal("You said: one", (string?)(await stream.NextAsync())["text"]);
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
