using System.Net;
using System.Net.WebSockets;
using Microsoft.Bot.Schema;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.DirectLine;

public sealed class DirectLineConversationTests : IAsyncLifetime
{
    private readonly EchoBot _bot = new();
    private RunningHost _host = null!;

    public async Task InitializeAsync() => _host = await RunningHost.StartAsync(_bot);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Start_NewConversation_Is201AndToldToTheBotOnce()
    {
        var client = await DirectLineClient.SignInAsync(_host);

        var first = await client.StartAsync("""{"user":{},"locale":"en-GB"}""");
        var second = await client.StartAsync();
        await using var stream = await client.OpenStreamAsync();
        var greeting = await stream.NextAsync();
        await client.SayAsync("hi");
        await stream.NextAsync(2);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.Equal(client.ConversationId, first["conversationId"]);
        Assert.StartsWith("ws://127.0.0.1", first["streamUrl"], StringComparison.Ordinal);
        Assert.Equal(EchoBot.Greeting, (string)greeting["text"]!);
        var update = Assert.Single(_bot.Heard, activity => activity.Type == ActivityTypes.ConversationUpdate);
        Assert.Equal((client.UserId, "supportbot", "en-GB"), (update.From.Id, update.Recipient.Id, update.Locale));
        Assert.Equal([client.UserId, "supportbot"], update.MembersAdded.Select(member => member.Id));
    }

    [Fact]
    public async Task Post_BeforeStart_StartsTheConversationFirst()
    {
        var client = await DirectLineClient.SignInAsync(_host);

        await client.SayAsync("hi");
        Assert.Equal(HttpStatusCode.OK, (await client.StartAsync()).Status);
        await using var stream = await client.OpenStreamAsync();
        await stream.NextAsync(3);

        Assert.Equal([ActivityTypes.ConversationUpdate, ActivityTypes.Message], _bot.Heard.Select(activity => activity.Type));
    }

    [Fact]
    public async Task Post_Message_ReachesTheBotAsTheTokensUserOnOurChannel()
    {
        var client = await DirectLineClient.StartAsync(_host);
        await using var stream = await client.OpenStreamAsync();

        var posted = await client.PostAsync("""
            {"type":"message","text":"hi","channelId":"webchat","serviceUrl":"https://evil.example","id":"x","timestamp":"2001-01-01T00:00:00Z",
             "from":{"id":"dl_somebody"},"recipient":{"id":"evil"},"conversation":{"id":"other"}}
            """);
        await stream.NextAsync(3);

        var heard = Assert.Single(_bot.Heard, activity => activity.Type == ActivityTypes.Message);
        Assert.Equal((client.UserId, "supportbot", client.ConversationId), (heard.From.Id, heard.Recipient.Id, heard.Conversation.Id));
        Assert.Equal(("directline", "urn:botframework:local:directline", posted["id"]), (heard.ChannelId, heard.ServiceUrl, heard.Id));
    }

    [Fact]
    public async Task Reconnect_WithWatermark_GoesOnFromThere()
    {
        var client = await DirectLineClient.StartAsync(_host);
        await using (var stream = await client.OpenStreamAsync())
        {
            await stream.NextAsync();
            await client.SayAsync("one");
            await stream.NextAsync(2);
            await client.SayAsync("two");
            await stream.NextAsync(2);
        }

        var answer = await client.ReconnectAsync("3");
        await using var resumed = await DirectLineStream.OpenAsync(answer["streamUrl"]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["two", "You said: two"], (await resumed.NextAsync(2)).Select(activity => (string)activity["text"]!));
    }

    [Fact]
    public async Task Stream_History_ComesOneActivityToAFrameSoThatNoneOvertakes()
    {
        var client = await DirectLineClient.StartAsync(_host);
        await using (var stream = await client.OpenStreamAsync())
        {
            await stream.NextAsync();
            await client.SayAsync("one");
            await stream.NextAsync(2);
        }

        await client.StartAsync();
        await using var again = await client.OpenStreamAsync();
        var frames = new List<(int, string?)>();
        for (var i = 0; i < 3; i++)
        {
            var frame = (await again.NextFrameAsync())!;
            frames.Add((frame["activities"]!.Count(), (string?)frame["watermark"]));
        }

        Assert.Equal([(1, "1"), (1, "2"), (1, "3")], frames);
    }

    [Fact]
    public async Task Reconnect_EmptyWatermarkAfterReading_BringsOnlyWhatIsNew()
    {
        var client = await DirectLineClient.StartAsync(_host);
        await using (var stream = await client.OpenStreamAsync())
        {
            await stream.NextAsync();
            await client.SayAsync("old");
            await stream.NextAsync(2);
        }

        var answer = await client.ReconnectAsync("");
        await using var resumed = await DirectLineStream.OpenAsync(answer["streamUrl"]);
        await client.SayAsync("new");

        Assert.Equal("new", (string)(await resumed.NextAsync())["text"]!);
    }

    [Fact]
    public async Task Reconnect_EmptyWatermarkBeforeAnythingWasRead_LosesNothing()
    {
        var client = await DirectLineClient.StartAsync(_host);

        var answer = await client.ReconnectAsync("");
        await using var stream = await DirectLineStream.OpenAsync(answer["streamUrl"]);

        Assert.Equal(EchoBot.Greeting, (string)(await stream.NextAsync())["text"]!);
    }

    [Fact]
    public async Task Reconnect_EmptyWatermarkAfterAStreamThatBroughtNothing_LosesNothing()
    {
        var client = await DirectLineClient.SignInAsync(_host);
        using (var socket = new ClientWebSocket())
        {
            await socket.ConnectAsync(new Uri((await client.ReconnectAsync(""))["streamUrl"]), CancellationToken.None);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        await client.SayAsync("hi");

        var answer = await client.ReconnectAsync("");
        await using var resumed = await DirectLineStream.OpenAsync(answer["streamUrl"]);

        Assert.Equal("hi", (string)(await resumed.NextAsync())["text"]!);
    }

    [Fact]
    public async Task Watermark_PastTheEnd_BringsWhatIsNewFromNowOn()
    {
        var client = await DirectLineClient.StartAsync(_host);
        await client.SayAsync("old");

        Assert.NotEqual("5000", (await client.ReadAsync("5000"))["watermark"]);
        await using var stream = await DirectLineStream.OpenAsync((await client.ReconnectAsync("5000"))["streamUrl"]);
        await client.SayAsync("new");
        var heard = (string?)(await stream.NextAsync())["text"];
        while (heard != "new")
            heard = (string?)(await stream.NextAsync())["text"];
        Assert.NotEqual("5000", stream.Watermark);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task Watermark_NotOurs_Is400(string watermark)
    {
        var client = await DirectLineClient.StartAsync(_host);

        Assert.Equal(HttpStatusCode.BadRequest, (await client.ReadAsync(watermark)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.ReconnectAsync(watermark)).Status);
    }

    [Fact]
    public async Task Restart_OnTheSameData_LosesNothing()
    {
        var client = await DirectLineClient.StartAsync(_host);
        string id;
        await using (var stream = await client.OpenStreamAsync())
        {
            await stream.NextAsync();
            id = (await client.SayAsync("before", "c-1"))["id"];
            await stream.NextAsync(2);
        }

        await using var again = await GoOnAsync();
        var resumed = new DirectLineClient(again.Http) { Token = client.Token };
        Assert.Equal(HttpStatusCode.OK, (await resumed.StartAsync()).Status);
        await using var stream2 = await resumed.OpenStreamAsync();
        var history = await stream2.NextAsync(3);
        var retried = await resumed.SendAsync(
            HttpMethod.Post, $"/v3/directline/conversations/{client.ConversationId}/activities",
            """{"type":"message","text":"before","channelData":{"clientActivityID":"c-1"}}""");
        await resumed.SendAsync(HttpMethod.Post, $"/v3/directline/conversations/{client.ConversationId}/activities", """{"type":"message","text":"after"}""");

        Assert.Equal([EchoBot.Greeting, "before", "You said: before"], history.Select(activity => (string)activity["text"]!));
        Assert.Equal(id, retried["id"]);
        Assert.Equal(["after", "You said: after"], (await stream2.NextAsync(2)).Select(activity => (string)activity["text"]!));
    }

    [Fact]
    public async Task SessionId_WithItsCookie_StaysTheSame()
    {
        var client = new DirectLineClient(_host.Http);

        var first = await client.SendAsync(HttpMethod.Get, "/v3/directline/session/getsessionid");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v3/directline/session/getsessionid");
        request.Headers.Add("Cookie", first.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using var second = await _host.Http.SendAsync(request);

        Assert.Contains(first["sessionId"], await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preflight_FromAnotherOrigin_IsAllowed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v3/directline/conversations");
        request.Headers.Add("Origin", "https://shop.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,x-ms-bot-agent,x-requested-with");

        using var response = await _host.Http.SendAsync(request);

        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("x-ms-bot-agent", response.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_FromAWidgetOnAnotherOrigin_AreReadableThereAndSoAreRefusals()
    {
        var client = await DirectLineClient.StartAsync(_host);
        _host.Http.DefaultRequestHeaders.Add("Origin", "https://shop.example");

        var read = await client.ReadAsync();
        client.Token = null;
        var refused = await client.ReadAsync();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "https://shop.example");
        await socket.ConnectAsync(new Uri(client.StreamUrl), CancellationToken.None);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (read.Status, refused.Status));
        foreach (var answer in new[] { read, refused })
        {
            Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
            Assert.Equal("Retry-After", answer.Headers.GetValues("Access-Control-Expose-Headers").Single());
        }
    }

    [Theory]
    [InlineData("https://shop.example", true)]
    [InlineData("https://evil.example", false)]
    public async Task SessionId_IsReadableOnlyFromOriginsThatMayEmbedTheChat(string origin, bool expected)
    {
        await using var host = await RunningHost.StartAsync(_bot, settings: [("WebChat:AllowedOrigins:0", "https://shop.example")]);
        host.Http.DefaultRequestHeaders.Add("Origin", origin);

        var answer = await new DirectLineClient(host.Http).SendAsync(HttpMethod.Get, "/v3/directline/session/getsessionid");

        Assert.Equal(expected ? origin : null, answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null);
        Assert.Equal(expected, answer.Headers.TryGetValues("Access-Control-Allow-Credentials", out _));
    }

    private async Task<RunningHost> GoOnAsync()
    {
        await _host.StopAsync();
        return await RunningHost.StartAsync(_bot, folder: _host.Folder);
    }
}
