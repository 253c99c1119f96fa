using System.Net;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.DirectLine;

public sealed class DirectLineActivitiesTests : IAsyncLifetime
{
    private readonly EchoBot _bot = new();
    private RunningHost _host = null!;
    private DirectLineClient _client = null!;
    private DirectLineStream _stream = null!;

    public async Task InitializeAsync()
    {
        _host = await RunningHost.StartAsync(_bot);
        _client = await DirectLineClient.StartAsync(_host);
        _stream = await _client.OpenStreamAsync();
        Assert.Equal(EchoBot.Greeting, (string)(await _stream.NextAsync())["text"]!);
    }

    public async Task DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Post_Message_IsEchoedBeforeTheReplyAndKeptToTheLetter()
    {
        var posted = await _client.PostAsync("""
            {"type":"message","text":"hi","from":{"id":"x"},"localTimestamp":"2026-06-01T10:00:00.0000000+02:00","zebra":{"at":"2020-01-01T00:00:00Z","n":1.50,"deep":[null,{}]},
             "channelData":{"clientActivityID":"c1","clientTimestamp":"2026-06-01T08:00:00.000Z","state":"sending"},
             "entities":[{"type":"ClientCapabilities","requiresBotState":true}],"serviceUrl":"x","recipient":{"id":"y"}}
            """);
        var (echo, reply) = (await _stream.NextAsync(), await _stream.NextAsync());

        Assert.Equal(HttpStatusCode.OK, posted.Status);
        Assert.Matches($"^{_client.ConversationId}\\|\\d{{7}}$", posted["id"]);
        Assert.Equal(posted["id"], (string?)echo["id"]);
        Assert.Equal("""{"at":"2020-01-01T00:00:00Z","n":1.5,"deep":[null,{}]}""", echo["zebra"]!.ToString(Newtonsoft.Json.Formatting.None));
        Assert.Equal("""{"clientActivityID":"c1","clientTimestamp":"2026-06-01T08:00:00.000Z","state":"sending"}""", echo["channelData"]!.ToString(Newtonsoft.Json.Formatting.None));
        Assert.Equal("2026-06-01T10:00:00.0000000+02:00", (string?)echo["localTimestamp"]);
        Assert.Equal(_client.UserId, (string?)echo["from"]!["id"]);
        Assert.Equal("directline", (string?)echo["channelId"]);
        Assert.Equal(posted["id"], (string?)reply["replyToId"]);
        Assert.Equal("bot", (string?)reply["from"]!["role"]);
        foreach (var activity in new[] { echo, reply })
        {
            Assert.Null(activity["serviceUrl"]);
            Assert.Null(activity["recipient"]);
        }
    }

    [Fact]
    public async Task Post_WhileTheBotThinks_IsAcknowledgedAndEchoed()
    {
        var thoughts = new TaskCompletionSource();
        _bot.Thoughts = thoughts.Task;

        var posted = await _client.SayAsync("hi");
        var echo = await _stream.NextAsync();
        thoughts.SetResult();

        Assert.Equal(posted["id"], (string?)echo["id"]);
        Assert.Equal("You said: hi", (string?)(await _stream.NextAsync())["text"]);
    }

    [Fact]
    public async Task Post_SameClientActivityIdAgain_IsOneMessage()
    {
        var first = await _client.SayAsync("hi", "c1");
        var again = await _client.SayAsync("hi", "c1");
        var other = await _client.SayAsync("hi", "c2");
        await _stream.NextAsync(4);

        Assert.Equal(first["id"], again["id"]);
        Assert.NotEqual(first["id"], other["id"]);
        Assert.Equal(2, _bot.Heard.Count(activity => activity.Type == ActivityTypes.Message));
    }

    [Fact]
    public async Task Post_ManyAtOnce_KeepOneOrderForBotAndClientsAndRisingTimestamps()
    {
        const int count = 30;
        var ids = await Task.WhenAll(Enumerable.Range(0, count).Select(async i => (Text: $"m{i}", Id: (await _client.SayAsync($"m{i}", $"c{i}"))["id"])));
        var seen = await _stream.NextAsync(2 * count);

        var inOrder = ids.OrderBy(posted => posted.Id, StringComparer.Ordinal).Select(posted => posted.Text).ToArray();
        Assert.Equal(inOrder, seen.Select(activity => (string)activity["text"]!).Where(text => text[0] == 'm'));
        Assert.Equal(inOrder, _bot.Heard.Where(activity => activity.Type == ActivityTypes.Message).Select(activity => activity.Text));
        Assert.Equal(inOrder.Select(text => "You said: " + text), seen.Select(activity => (string)activity["text"]!).Where(text => text[0] == 'Y'));
        var timestamps = seen.Select(activity => (string)activity["timestamp"]!).ToArray();
        Assert.Equal(timestamps.Distinct().Order(StringComparer.Ordinal), timestamps);
    }

    [Fact]
    public async Task Read_ByWatermark_PagesThroughTheLogOnce()
    {
        for (var i = 0; i < 3; i++)
        {
            await _client.SayAsync($"m{i}");
            await _stream.NextAsync(2);
        }

        var all = await _client.ReadAsync();
        var rest = await _client.ReadAsync("5");
        var none = await _client.ReadAsync(all["watermark"]);

        Assert.Equal(7, all.Body["activities"]!.Count());
        Assert.Equal(_stream.Watermark, all["watermark"]);
        Assert.Equal(["m2", "You said: m2"], rest.Body["activities"]!.Select(activity => (string)activity["text"]!));
        Assert.Equal(JTokenType.String, none.Body["watermark"]!.Type);
        Assert.Empty(none.Body["activities"]!);
        Assert.Equal(all["watermark"], none["watermark"]);
    }

    [Fact]
    public async Task Read_LongMessages_ComeInPagesOfBoundedLength()
    {
        var text = new string('a', 400 * 1024);
        for (var i = 0; i < 4; i++)
            await _client.SayAsync(text);
        // On a slow machine the bot shows that it types.
        for (var messages = 0; messages < 8;)
            messages += (string?)(await _stream.NextAsync())["type"] == "message" ? 1 : 0;

        var read = new List<int>();
        var watermark = "";
        do
        {
            var page = await _client.ReadAsync(watermark);
            read.Add(page.Body["activities"]!.Count());
            watermark = page["watermark"];
        }
        while (read[^1] > 0);

        Assert.Equal(9, read.Sum());
        Assert.InRange(read.Max(), 1, 4);
    }

    [Fact]
    public async Task Post_EmptyEntries_AreAnswered()
    {
        await _client.PostAsync("""{"type":"message","text":"hi","attachments":[null],"entities":[null]}""");
        await _client.SayAsync("again");

        Assert.Equal(
            ["You said: hi", "You said: again"],
            (await _stream.NextAsync(4)).Select(activity => (string)activity["text"]!).Where(text => text[0] == 'Y'));
    }

    [Fact]
    public async Task Typing_OfTheBot_ComesOverTheStreamOnly()
    {
        await _client.SayAsync("think");
        var frames = new List<JObject>();
        while (!frames.Any(frame => frame["activities"]!.Any(activity => (string?)activity["text"] == "You said: think")))
            frames.Add((await _stream.NextFrameAsync())!);

        var typing = Assert.Single(frames, frame => frame["activities"]!.Any(activity => (string?)activity["type"] == "typing"));
        Assert.Null(typing["watermark"]);
        Assert.NotNull(typing["activities"]![0]!["id"]);
        Assert.Equal("thinking", (string?)typing["activities"]![0]!["text"]);
        Assert.DoesNotContain((await _client.ReadAsync()).Body["activities"]!, activity => (string?)activity["type"] == "typing");
    }

    [Fact]
    public async Task Typing_OfTheUser_IsAcceptedAndNotKept()
    {
        var answer = await _client.PostAsync("""{"type":"typing"}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("typing", (string?)(await _stream.NextAsync())["type"]);
        Assert.Single((await _client.ReadAsync()).Body["activities"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"message\"")]
    [InlineData("{'type':'message'}")]
    [InlineData("{\"type\":\"message\"} {}")]
    [InlineData("{\"type\":\"message\",}")]
    [InlineData("{\"type\":5}")]
    [InlineData("{\"type\":\"\"}")]
    [InlineData("{\"text\":\"no type\"}")]
    [InlineData("{\"type\":\"message\",\"text\":{\"a\":1}}")]
    [InlineData("{\"type\":\"message\",\"attachments\":7}")]
    [InlineData("{\"type\":\"message\",\"localTimestamp\":\"yesterday\"}")]
    [InlineData("{\"type\":\"conversationUpdate\",\"membersAdded\":[{\"id\":\"x\"}]}")]
    [InlineData("{\"type\":\"installationUpdate\"}")]
    [InlineData("{\"type\":\"event\",\"name\":\"handoff.status\",\"value\":{\"state\":\"completed\"}}")]
    public async Task Post_Nonsense_Is400AndNotKept(string body)
    {
        var answer = await _client.PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotEmpty((string)answer.Body["error"]!["code"]!);
        Assert.NotEmpty((string)answer.Body["error"]!["message"]!);
        Assert.Single((await _client.ReadAsync()).Body["activities"]!);
    }

    [Fact]
    public async Task Post_InvalidUtf8_Is400()
    {
        using var body = new ByteArrayContent([.. "{\"type\":\"message\",\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8]);

        var answer = await _client.SendAsync(HttpMethod.Post, $"/v3/directline/conversations/{_client.ConversationId}/activities", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Theory]
    [InlineData(64, HttpStatusCode.OK)]
    [InlineData(65, HttpStatusCode.BadRequest)]
    [InlineData(100_000, HttpStatusCode.BadRequest)]
    public async Task Post_DeepJson_IsTakenTo64Levels(int depth, HttpStatusCode expected)
    {
        var nested = new string('[', depth - 1) + new string(']', depth - 1);

        Assert.Equal(expected, (await _client.PostAsync($$"""{"type":"message","text":"deep","value":{{nested}}}""")).Status);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.OK)]
    [InlineData(1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Post_LargeBody_IsTakenToOneMebibyte(int over, HttpStatusCode expected)
    {
        const string start = "{\"type\":\"message\",\"text\":\"", end = "\"}";
        var body = start + new string('a', (1024 * 1024) + over - start.Length - end.Length) + end;

        var known = await _client.PostAsync(body);
        using var chunked = new StreamContent(new Unseekable(Encoding.UTF8.GetBytes(body)));
        var unknown = await _client.SendAsync(HttpMethod.Post, $"/v3/directline/conversations/{_client.ConversationId}/activities", chunked);

        Assert.Equal((expected, expected), (known.Status, unknown.Status));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    [InlineData("👩‍👩‍👧 שלום مرحبا é")]
    [InlineData("\u0000\u0001\u001b[31m\u202e\u200b")]
    public async Task Post_AnyText_ComesThroughUnchanged(string text)
    {
        Assert.Equal(HttpStatusCode.OK, (await _client.SayAsync(text)).Status);
        var seen = await _stream.NextAsync(2);

        Assert.Equal(text, (string?)seen[0]["text"]);
        Assert.Equal("You said: " + text, (string?)seen[1]["text"]);
    }

    [Fact]
    public async Task Post_UnknownType_IsTakenAndTheConversationGoesOn()
    {
        Assert.Equal(HttpStatusCode.OK, (await _client.PostAsync("""{"type":"somethingNew","x":1}""")).Status);
        await _client.SayAsync("hi");

        Assert.Equal(["somethingNew", "message", "message"], (await _stream.NextAsync(3)).Select(activity => (string)activity["type"]!));
    }

    [Fact]
    public async Task Post_WithDeliveryModeAndCaller_IsAnsweredOverTheStreamAllTheSame()
    {
        await _client.PostAsync("""{"type":"message","text":"hi","deliveryMode":"expectReplies","callerId":"urn:botframework:azure"}""");

        Assert.Equal(["hi", "You said: hi"], (await _stream.NextAsync(2)).Select(activity => (string)activity["text"]!));
        var heard = Assert.Single(_bot.Heard, activity => activity.Type == ActivityTypes.Message);
        Assert.NotEqual("urn:botframework:azure", heard.CallerId);
    }

    [Fact]
    public async Task Stream_EmptyFrames_AreIgnored()
    {
        await _stream.PingAsync();
        await _client.SayAsync("hi");

        Assert.Equal("hi", (string?)(await _stream.NextAsync())["text"]);
    }

    [Fact]
    public async Task Stream_SecondOne_GetsHistoryAndNews()
    {
        await _client.StartAsync();
        await using var second = await _client.OpenStreamAsync();
        Assert.Equal(EchoBot.Greeting, (string?)(await second.NextAsync())["text"]);

        await _client.SayAsync("hi");

        Assert.Equal((await _stream.NextAsync(2)).Select(activity => (string)activity["id"]!), (await second.NextAsync(2)).Select(activity => (string)activity["id"]!));
    }

    [Fact]
    public async Task Stream_WithoutUpgrade_Is400()
    {
        await _client.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await _client.SendAsync(HttpMethod.Get, _client.StreamUrl.Replace("ws://", "http://"))).Status);
    }

    private sealed class Unseekable(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
