using System.Net;
using Newtonsoft.Json.Linq;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Turns;

/// <summary>Chaos: a channel that takes every call and answers none costs nobody but its own customers.</summary>
public sealed class BrokenChannelTests(SharedBot shared) : IClassFixture<SharedBot>
{
    private const int Conversations = 40;

    /// <summary>A host has 8 places, and some calls more before it is left alone; those that all hosts shared would be 32.</summary>
    private const int MaxCalls = 20;

    /// <summary>Far below what waiting for a broken host takes, and far above what a reply takes.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(20);

    private readonly BotHost _bot = shared.Bot;

    [Theory]
    [InlineData(Breakage.Hangs)]
    [InlineData(Breakage.Drips)]
    [InlineData(Breakage.Resets)]
    public async Task Delivery_ChannelThatIsBroken_CostsNobodyElse(Breakage breakage)
    {
        await using var broken = new BrokenServer(breakage);
        await using var healthy = await StandInChannel.StartAsync();
        var web = await DirectLineClient.SignInAsync(_bot.Http);
        await web.StartAsync();
        await using var stream = await web.OpenStreamAsync();
        await AnswerAsync(web, stream);
        for (var i = 0; i < Conversations; i++)
            await SayAsync(healthy.Message("where is my last order?"), $"{breakage}-{i}", broken.Url);
        await broken.TakeAsync(4);
        await AllWaitAsync($"{breakage}");

        Assert.StartsWith("Order ", await AnswerAsync(web, stream).WaitAsync(AtOnce), StringComparison.Ordinal);
        Assert.StartsWith("Order ", (string?)(await healthy.AskAsync(_bot.Http, "where is my last order?").WaitAsync(AtOnce))["text"], StringComparison.Ordinal);
        Assert.Equal(Conversations, await WaitingAsync($"{breakage}"));
    }

    [Fact]
    public async Task Delivery_HostThatHangs_GetsItsOwnPlacesOnly()
    {
        await using var broken = new BrokenServer(Breakage.Hangs);
        await using var channel = await StandInChannel.StartAsync();
        var web = await DirectLineClient.SignInAsync(_bot.Http);
        await web.StartAsync();
        await using var stream = await web.OpenStreamAsync();
        for (var i = 0; i < Conversations; i++)
            await SayAsync(Joined(channel), $"greeted-{i}", broken.Url);
        await AllWaitAsync("greeted");

        await AnswerAsync(web, stream);

        Assert.InRange(broken.Messages, 1, MaxCalls);
    }

    /// <summary>Somebody comes, and is greeted without a sign of typing, which would tell the host's circuit first.</summary>
    private static JObject Joined(StandInChannel channel)
    {
        var joined = channel.Message(null);
        joined["type"] = "conversationUpdate";
        joined["membersAdded"] = new JArray(joined["from"]!.DeepClone());
        return joined;
    }

    private Task<long> WaitingAsync(string conversations) => _bot.CountAsync($"outbox WHERE conversation_id LIKE '{conversations}-%'");

    private async Task AllWaitAsync(string conversations)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        long waiting;
        while ((waiting = await WaitingAsync(conversations)) < Conversations && !patience.IsCancellationRequested)
            await Task.Yield();
        Assert.Equal(Conversations, waiting);
    }

    private async Task SayAsync(JObject message, string conversation, string serviceUrl)
    {
        message["conversation"]!["id"] = conversation;
        message["serviceUrl"] = serviceUrl;
        using var response = await StandInChannel.PostAsync(_bot.Http, message);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<string> AnswerAsync(DirectLineClient client, DirectLineStream stream)
    {
        await client.SayAsync("where is my last order?");
        while (true)
        {
            if ((string?)(await stream.NextAsync())["text"] is { } text && text.StartsWith("Order ", StringComparison.Ordinal))
                return text;
        }
    }
}
