using System.Net;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Replies;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Turns;

/// <summary>What can't be read is refused before it is taken; what is taken is answered. On both endpoints.</summary>
public sealed class ActivityJsonTests(SharedBot shared) : IClassFixture<SharedBot>, IAsyncLifetime
{
    private static readonly string Hello = ReplyTexts.Hello(CultureInfo.GetCultureInfo("en-US"));

    private readonly BotHost _bot = shared.Bot;
    private StandInChannel _channel = null!;

    public async Task InitializeAsync() => _channel = await StandInChannel.StartAsync();

    public async Task DisposeAsync() => await _channel.DisposeAsync();

    [Theory]
    [MemberData(nameof(OddActivities.Unreadable), MemberType = typeof(OddActivities))]
    public async Task Messages_CannotBeRead_Is400AndNotTaken(string property)
    {
        using var response = await StandInChannel.PostAsync(_bot.Http, With(_channel.Message("hello"), property));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0, await _bot.CountAsync($"inbox WHERE conversation_id = '{_channel.ConversationId}'"));
    }

    [Theory]
    [MemberData(nameof(OddActivities.Readable), MemberType = typeof(OddActivities))]
    public async Task Messages_Odd_IsAnsweredAndInTheTranscript(string property)
    {
        using var response = await StandInChannel.PostAsync(_bot.Http, With(_channel.Message("hello"), property));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Hello, (string?)(await _channel.NextReplyAsync())["text"]);
        Assert.Equal(1, await _bot.CountAsync($"transcript WHERE conversation_id = '{_channel.ConversationId}' AND said_by = 'Customer' AND words LIKE 'hello%'"));
    }

    [Fact]
    public async Task DirectLine_EachOddActivity_IsRefusedOrAnswered()
    {
        await using var host = await RunningHost.StartAsync(settings: ("DirectLine:ActivitiesPerMinute", "100000"));
        var client = await DirectLineClient.StartAsync(host);
        await using var stream = await client.OpenStreamAsync();
        await stream.NextAsync();

        var before = await StoredRows.CountAsync(host);
        foreach (var property in OddActivities.Unreadable)
            Assert.Equal((property, HttpStatusCode.BadRequest), (property, (await client.PostAsync(With(Hi(client), property))).Status));
        Assert.Equal(before, await StoredRows.CountAsync(host));

        var taken = new List<(string Property, string Id)>();
        foreach (var property in OddActivities.Readable)
        {
            var posted = await client.PostAsync(With(Hi(client), property));
            Assert.Equal((property, HttpStatusCode.OK), (property, posted.Status));
            taken.Add((property, posted["id"]));
        }

        foreach (var (property, id) in taken)
            Assert.Equal((property, Hello), (property, await ReplyToAsync(stream, id)));
    }

    [Theory]
    [InlineData("event", "hand\0off.status")]
    [InlineData("tra\0ce", "x")]
    [InlineData("\0conversationUpdate", "x")]
    public async Task DirectLine_NulInWhatUsersMayNotSay_Is400(string type, string name)
    {
        var client = await DirectLineClient.SignInAsync(_bot.Http);
        await client.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(new JObject { ["type"] = type, ["name"] = name }.ToString())).Status);
    }

    [Fact]
    public async Task Messages_NulInTheWords_TranscriptHasTheWordsBehindIt()
    {
        await _channel.AskAsync(_bot.Http, "\0hel\0lo\0");

        Assert.Equal(1, await _bot.CountAsync($"transcript WHERE conversation_id = '{_channel.ConversationId}' AND words = 'hello'"));
    }

    [Fact]
    public async Task Messages_PropertiesThatReferToEachOther_AreMereData()
    {
        var links = string.Join(',', Enumerable.Range(1, 40).Select(i => $$"""{"$id":"{{i}}","title":"t","value":[{"$ref":"{{i - 1}}"},{"$ref":"{{i - 1}}"}]}"""));
        string[] activities =
        [
            With(_channel.Message("hello"), """ "$id":"1","value":{"$ref":"1"} """),
            With(_channel.Message("hello"), $$""" "$id":"0","suggestedActions":{"actions":[{{links}}]} """),
            With(_channel.Message("hello"), """ "attachments":[{"$id":"1","content":{"$ref":"1"}}] """),
        ];

        foreach (var activity in activities)
        {
            using var response = await StandInChannel.PostAsync(_bot.Http, activity);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(Hello, (string?)(await _channel.NextReplyAsync())["text"]);
        }
    }

    private static JObject Hi(DirectLineClient client) => new() { ["type"] = "message", ["text"] = "hello", ["from"] = new JObject { ["id"] = client.UserId } };

    /// <summary>The message with one more property, which takes the place of one of that name.</summary>
    private static string With(JObject message, string property)
    {
        message.Remove(property.Split('"')[1]);
        return message.ToString().TrimEnd()[..^1] + "," + property + "}";
    }

    private static async Task<string?> ReplyToAsync(DirectLineStream stream, string id)
    {
        while (true)
        {
            var activity = await stream.NextAsync();
            if ((string?)activity["replyToId"] == id && (string?)activity["type"] == "message")
                return (string?)activity["text"];
        }
    }
}
