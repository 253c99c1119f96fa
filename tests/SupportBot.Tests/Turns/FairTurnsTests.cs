using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;
using SupportBot.Turns;

namespace SupportBot.Tests.Turns;

/// <summary>Whoever waits for an answer waits neither for all that others sent, nor for ever.</summary>
public sealed class FairTurnsTests : IAsyncLifetime, IDisposable
{
    /// <summary>As many as there are turns side by side.</summary>
    private const int Busy = TurnQueue.TurnsSideBySide;

    private readonly TemporaryFolder _data = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly EchoBot _echo = new();
    private readonly TaskCompletionSource _goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StandInChannel _channel = null!;
    private BotHost _bot = null!;

    public async Task InitializeAsync()
    {
        _channel = await StandInChannel.StartAsync();
        _echo.Thoughts = _goesOn.Task;
        _bot = await BotHost.StartAsync(_data.Path, builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<IBot>(_echo));
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time));
        });
    }

    public async Task DisposeAsync()
    {
        _echo.Thoughts = Task.CompletedTask;
        _goesOn.TrySetResult();
        await _bot.DisposeAsync();
        await _channel.DisposeAsync();
    }

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Turns_OfConversationsWithMoreToSay_GivePlaceToOneThatWaits()
    {
        for (var i = 0; i < Busy; i++)
            await SayAsync($"busy-{i}", "first");
        await UntilAsync(() => Heard("first") == Busy);
        for (var i = 0; i < Busy; i++)
            await SayAsync($"busy-{i}", "second");
        await SayAsync("quiet", "other");
        Assert.Equal(0, Heard("other"));

        var never = new TaskCompletionSource();
        _echo.Thoughts = never.Task;
        _goesOn.SetResult();

        await UntilAsync(() => Heard("other") == 1);
        never.SetResult();
    }

    [Fact]
    public async Task Request_HeldForAnAnswerThatDoesNotCome_Is504AfterFiveMinutesAndTheTurnIsKept()
    {
        var message = _channel.Message("hello");
        message["deliveryMode"] = "expectReplies";
        var began = _time.GetUtcNow();
        var held = StandInChannel.PostAsync(_bot.Http, message);
        await UntilAsync(() => Heard("hello") == 1);

        await UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            return held.IsCompleted;
        });

        using (var answer = await held)
            Assert.Equal(504, (int)answer.StatusCode);
        Assert.True(_time.GetUtcNow() - began >= TimeSpan.FromMinutes(5));
        _goesOn.SetResult();
        using var retry = await StandInChannel.PostAsync(_bot.Http, message);
        Assert.Single(JObject.Parse(await retry.Content.ReadAsStringAsync())["activities"]!);
    }

    private int Heard(string text) => _echo.Heard.Count(activity => activity.Text == text);

    private async Task SayAsync(string conversation, string text)
    {
        var message = _channel.Message(text);
        message["conversation"]!["id"] = conversation;
        using var response = await StandInChannel.PostAsync(_bot.Http, message);
        response.EnsureSuccessStatusCode();
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!isSo())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
