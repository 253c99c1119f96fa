using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using SupportBot.Core.Storage;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Turns;

/// <summary>A thumb's way from the reply that asks for it into the table, on the real application.</summary>
public sealed class FeedbackTests : IAsyncLifetime
{
    private RunningHost _host = null!;

    public async Task InitializeAsync() => _host = await RunningHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task WebChat_ThumbUnderAnAnswer_IsKeptAndAMindCanChange()
    {
        var client = await DirectLineClient.StartAsync(_host);
        var answer = await AskAsync(client, "where is my last order?");
        var (like, dislike) = (answer["entities"]!.Single(entity => (string?)entity["type"] == "https://schema.org/Message")["potentialAction"]![0]!, answer.SelectToken("entities[0].potentialAction[1]")!);

        await ThumbAsync(client, like);
        await ThumbAsync(client, dislike);
        var stranger = await DirectLineClient.StartAsync(_host, "7");
        await ThumbAsync(stranger, like);

        var row = Assert.Single(await RowsAsync(client, stranger)).Split('\t');
        Assert.Equal(("directline", client.ConversationId, client.UserId, "Dislike"), (row[0], row[1], row[3], row[5]));
    }

    [Fact]
    public async Task WebChat_NamesTheMessage_IsKept()
    {
        var client = await DirectLineClient.StartAsync(_host);
        var answer = await AskAsync(client, "where is my last order?");

        // The next reply comes after the delivery of this one was noted.
        await AskAsync(client, "hello");
        await client.PostAsync(new JObject
        {
            ["type"] = "event",
            ["name"] = "webchat:activity-status/feedback",
            ["from"] = new JObject { ["id"] = client.UserId },
            ["replyToId"] = answer["id"],
            ["entities"] = new JArray(new JObject { ["@type"] = "LikeAction" }),
        }.ToString());

        Assert.Contains("\tLike\t", Assert.Single(await RowsAsync(client)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Teams_ThumbUnderAnAnswer_IsKeptAndAnswered()
    {
        await using var channel = await StandInChannel.StartAsync();
        var question = channel.Message("where is my last order?");
        question["channelId"] = "msteams";
        ((JObject)question["conversation"]!)["conversationType"] = "personal";
        channel.NextId = "1700000000001";
        using (var taken = await StandInChannel.PostAsync(_host.Http, question))
            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        var answer = await channel.NextReplyAsync();
        Assert.Equal("default", (string?)answer["channelData"]!["feedbackLoop"]!["type"]);
        // The next reply comes after the delivery of this one was noted.
        question = channel.Message("hello");
        question["channelId"] = "msteams";
        using (var taken = await StandInChannel.PostAsync(_host.Http, question))
            await channel.NextReplyAsync();

        foreach (var replyTo in new[] { "1700000000001", "1700000000009" })
        {
            var invoke = channel.Message(null);
            (invoke["type"], invoke["name"], invoke["channelId"], invoke["replyToId"]) = ("invoke", "message/submitAction", "msteams", replyTo);
            invoke["value"] = new JObject { ["actionName"] = "feedback", ["actionValue"] = new JObject { ["reaction"] = "like", ["feedback"] = """{"feedbackText":"nice"}""" } };
            using var response = await StandInChannel.PostAsync(_host.Http, invoke);
            Assert.Equal((HttpStatusCode.OK, "{}"), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        }

        var row = Assert.Single(await FeedbackRows.ReadAsync(_host.Services.GetRequiredService<BotDatabase>())).Split('\t');
        Assert.Equal(("msteams", channel.ConversationId, "user-1", "1700000000001", "Like", "nice"), (row[0], row[1], row[3], row[4], row[5], row[6]));
    }

    private static Task<Answer> ThumbAsync(DirectLineClient client, JToken action) => client.PostAsync(new JObject
    {
        ["type"] = "event",
        ["name"] = "webchat:activity-status/feedback",
        ["from"] = new JObject { ["id"] = client.UserId },
        ["entities"] = new JArray(action.DeepClone()),
    }.ToString());

    /// <summary>The rows, once all that was sent is through: what comes after it in a conversation is answered after it.</summary>
    private async Task<List<string>> RowsAsync(params DirectLineClient[] clients)
    {
        foreach (var client in clients)
            await AskAsync(client, "hello");
        return await FeedbackRows.ReadAsync(_host.Services.GetRequiredService<BotDatabase>());
    }

    private static async Task<JObject> AskAsync(DirectLineClient client, string text)
    {
        var stream = await client.ReconnectAsync("");
        await using var open = await DirectLineStream.OpenAsync(stream["streamUrl"]);
        var asked = (await client.SayAsync(text))["id"];
        JObject? said;
        do
            said = await open.NextAsync();
        while ((string?)said?["replyToId"] != asked || (string?)said!["type"] != "message");
        return said;
    }
}
