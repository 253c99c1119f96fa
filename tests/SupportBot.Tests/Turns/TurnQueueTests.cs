using System.Diagnostics;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Customers;
using SupportBot.Tests.Hosting;
using SupportBot.Turns;
using Activity = Microsoft.Bot.Schema.Activity;

namespace SupportBot.Tests.Turns;

/// <summary>Runs alone, because it stops steps of turns wherever they run in the process.</summary>
[CollectionDefinition(nameof(TurnQueueTests), DisableParallelization = true)]
[Collection(nameof(TurnQueueTests))]
public sealed class TurnQueueTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly AsyncLocal<bool> IsFirst = new();

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task AddAndWait_TurnEndsBetweenFirstTryAndRetry_BothGetTheResponse()
    {
        await using var bot = await BotHost.StartAsync(_data.Path);
        var turns = bot.Services.GetRequiredService<TurnQueue>();
        using var received = new SemaphoreSlim(0);
        using var firstGoesOn = new SemaphoreSlim(0);
        using var ran = new SemaphoreSlim(0);
        using var turnGoesOn = new SemaphoreSlim(0);
        using var stops = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "SupportBot",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = step =>
            {
                if (step.OperationName == "receive" && IsFirst.Value)
                {
                    received.Release();
                    firstGoesOn.Wait();
                }
                else if (step.OperationName == "turn")
                {
                    ran.Release();
                    turnGoesOn.Wait();
                }
            },
        };
        ActivitySource.AddActivityListener(stops);

        var first = Task.Run(() =>
        {
            IsFirst.Value = true;
            return turns.AddAndWaitAsync(StorableActivity.Of(Message()), audience: null, CancellationToken.None);
        });
        Assert.True(await received.WaitAsync(Patience));
        var retry = turns.AddAndWaitAsync(StorableActivity.Of(Message()), audience: null, CancellationToken.None);
        turns.Wake(new ConversationKey("console", "c1"));
        Assert.True(await ran.WaitAsync(Patience));
        firstGoesOn.Release();
        var response = await first.WaitAsync(Patience);
        turnGoesOn.Release();

        Assert.NotNull(response.Body);
        Assert.Equal(response, await retry.WaitAsync(Patience));
    }

    private static Activity Message() => new(ActivityTypes.Message)
    {
        Id = "m1",
        ChannelId = "console",
        ServiceUrl = "urn:botframework:local:console",
        Conversation = new ConversationAccount(id: "c1"),
        From = new ChannelAccount("customer"),
        Recipient = new ChannelAccount("bot"),
        DeliveryMode = DeliveryModes.ExpectReplies,
        Text = "hello",
    };
}
