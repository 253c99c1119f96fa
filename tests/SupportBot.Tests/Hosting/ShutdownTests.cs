using System.Net;
using System.Net.Sockets;
using Newtonsoft.Json.Linq;
using SupportBot.Tests.Channels.DirectLine;

namespace SupportBot.Tests.Hosting;

/// <summary>Chaos: the program is told to stop while it owes somebody an answer.</summary>
public sealed class ShutdownTests : IAsyncLifetime, IDisposable
{
    /// <summary>What System.CommandLine would give it.</summary>
    private static readonly TimeSpan TooShort = TimeSpan.FromSeconds(2.5);

    private readonly TemporaryFolder _data = new();
    private readonly SemaphoreSlim _asked = new(0);
    private readonly TaskCompletionSource _mayAnswer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StandInModel _model = null!;

    public async Task InitializeAsync() => _model = await StandInModel.StartAsync(async (context, _) =>
    {
        _asked.Release();
        await _mayAnswer.Task;
        await StandInModel.SendAsync(context, """{"intent":"ORDER_INFO","reference":{"kind":"latest","value":""},"about":["status"]}""");
    });

    public async Task DisposeAsync()
    {
        _mayAnswer.TrySetResult();
        await _model.DisposeAsync();
    }

    public void Dispose()
    {
        _data.Dispose();
        _asked.Dispose();
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Signal_RequestIsHeld_IsAnsweredAndTheExitIsClean(string signal)
    {
        await using var bot = await StartAsync();
        var web = await DirectLineClient.SignInAsync(bot.Http);
        await web.StartAsync();
        await using var stream = await web.OpenStreamAsync();
        await using var channel = await StandInChannel.StartAsync();
        var held = AskAsync(bot, channel);
        Assert.True(await _asked.WaitAsync(TimeSpan.FromMinutes(1)), "The model wasn't asked.");

        await bot.SignalAsync(signal);
        await RefusedAsync(bot.Http.BaseAddress!);
        await Task.Delay(TooShort);
        _mayAnswer.SetResult();

        Assert.StartsWith("Order ", (string?)(await held)["activities"]![0]!["text"], StringComparison.Ordinal);
        Assert.Equal(0, await bot.WaitForDeathAsync());
    }

    [Fact]
    public async Task Interrupt_Twice_EndsAtOnce()
    {
        await using var bot = await StartAsync();
        await using var channel = await StandInChannel.StartAsync();
        var held = AskAsync(bot, channel);
        Assert.True(await _asked.WaitAsync(TimeSpan.FromMinutes(1)), "The model wasn't asked.");

        await bot.SignalAsync("INT");
        await RefusedAsync(bot.Http.BaseAddress!);
        await bot.SignalAsync("INT");

        Assert.Equal(130, await bot.WaitForDeathAsync());
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => held);
    }

    private Task<BotProcess> StartAsync() => BotProcess.StartAsync(_data.Path, "", "--Llm:Model", _model.Url.ToString());

    private static async Task<JObject> AskAsync(BotProcess bot, StandInChannel channel)
    {
        var message = channel.Message("what was in order 58643?");
        message["deliveryMode"] = "expectReplies";
        using var response = await StandInChannel.PostAsync(bot.Http, message);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JObject.Parse(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Waits until the program takes no more calls: it has begun to stop.</summary>
    private static async Task RefusedAsync(Uri address)
    {
        // A signal that is ignored, as under nohup, fails the test instead of holding it up.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            while (true)
            {
                using var call = new TcpClient();
                await call.ConnectAsync(address.Host, address.Port, patience.Token);
            }
        }
        catch (SocketException)
        {
            // Nobody listens.
        }
    }
}
