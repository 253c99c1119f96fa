using System.Net;
using Newtonsoft.Json.Linq;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Turns;

/// <summary>Chaos: a channel that takes every call and answers none costs nobody but its own customers.</summary>
public sealed class BrokenChannelTests(SharedBot shared) : IClassFixture<SharedBot>
{
    private const int Conversations = 40;

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
        while (await WaitingAsync(breakage) < Conversations)
            await Task.Yield();

        Assert.StartsWith("Order ", await AnswerAsync(web, stream).WaitAsync(AtOnce), StringComparison.Ordinal);
        Assert.StartsWith("Order ", (string?)(await healthy.AskAsync(_bot.Http, "where is my last order?").WaitAsync(AtOnce))["text"], StringComparison.Ordinal);
        Assert.Equal(Conversations, await WaitingAsync(breakage));
    }

    private Task<long> WaitingAsync(Breakage breakage) => _bot.CountAsync($"outbox WHERE conversation_id LIKE '{breakage}-%'");

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
