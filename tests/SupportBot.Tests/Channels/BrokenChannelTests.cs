using System.Net;
using Newtonsoft.Json.Linq;
using SupportBot.Tests.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels;

/// <summary>Chaos: a channel that takes every call and answers none costs nobody but its own customers.</summary>
public sealed class BrokenChannelTests : IDisposable
{
    private const int Conversations = 40;

    /// <summary>Far below what waiting for a broken host takes, and far above what a reply takes.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData(Breakage.Hangs)]
    [InlineData(Breakage.Drips)]
    [InlineData(Breakage.Resets)]
    public async Task Delivery_ChannelThatIsBroken_CostsNobodyElse(Breakage breakage)
    {
        await using var broken = new BrokenServer(breakage);
        await using var healthy = await StandInChannel.StartAsync();
        await using var bot = await BotHost.StartAsync(_data.Path);
        var web = await DirectLineClient.SignInAsync(bot.Http);
        await web.StartAsync();
        await using var stream = await web.OpenStreamAsync();
        await AnswerAsync(web, stream);
        for (var i = 0; i < Conversations; i++)
            await SayAsync(bot, healthy.Message("where is my last order?"), $"broken-{i}", broken.Url);
        await broken.TakeAsync(4);
        while (await WaitingAsync(bot) < Conversations)
            await Task.Yield();

        Assert.StartsWith("Order ", await AnswerAsync(web, stream).WaitAsync(AtOnce), StringComparison.Ordinal);
        Assert.StartsWith("Order ", (string?)(await healthy.AskAsync(bot.Http, "where is my last order?").WaitAsync(AtOnce))["text"], StringComparison.Ordinal);
        Assert.Equal(Conversations, await WaitingAsync(bot));
    }

    private static Task<long> WaitingAsync(BotHost bot) => bot.CountAsync("outbox WHERE conversation_id LIKE 'broken-%'");

    private static async Task SayAsync(BotHost bot, JObject message, string conversation, string serviceUrl)
    {
        message["conversation"]!["id"] = conversation;
        message["serviceUrl"] = serviceUrl;
        using var response = await StandInChannel.PostAsync(bot.Http, message);
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
