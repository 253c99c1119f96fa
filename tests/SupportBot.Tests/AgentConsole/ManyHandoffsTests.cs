using SupportBot.Load;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.AgentConsole;

/// <summary>Twenty handoffs open at once; <c>handoffs</c> of the benchmarks has two hundred, and takes the time.</summary>
public sealed class ManyHandoffsTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    [Fact]
    public async Task MessagesBothWays_ArriveOnceAndInOrder()
    {
        await using var bot = await BotHost.StartAsync(_data.Path);
        var load = new HandoffLoad(bot.Http.BaseAddress!, customers: 20, agents: 4, messagesEach: 5, perMessage: TimeSpan.Zero);

        await load.RunAsync();

        Assert.Empty(load.Faults);
        Assert.Equal(20, load.OpenAtOnce);
    }

    public void Dispose() => _data.Dispose();
}
