using System.Net;
using System.Net.Http.Json;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Replies;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.BotFramework;

/// <summary>The Bot Framework endpoint as a channel meets it: HTTP in, replies at the channel's service URL.</summary>
public sealed class MessagesEndpointTests(SharedBot shared) : IClassFixture<SharedBot>, IAsyncLifetime
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    private readonly BotHost _bot = shared.Bot;
    private StandInChannel _channel = null!;

    public async Task InitializeAsync() => _channel = await StandInChannel.StartAsync();

    public async Task DisposeAsync() => await _channel.DisposeAsync();

    [Fact]
    public async Task Conversation_FromQuestionToHandoff_WorksThroughTheChannel()
    {
        var shop = new SampleShopReader(shared.DataFolder);
        var last = shop.OrdersOf("6")[0];
        var second = shop.OrdersOf("6")[1];

        var question = await _channel.AskAsync(_bot.Http, "what was in my order?");
        var picked = await AskAsync("the second one");
        var first = await _channel.AskAsync(_bot.Http, "where is my last order?");
        var answer = (string)first["text"]!;
        var foreign = await AskAsync($"where is order {shop.OrdersOf("7")[0].Id}?");
        var madeUp = await AskAsync("where is order 99999999?");
        var refusal = await AskAsync("what's the weather");
        var handedOver = await AskAsync("I want to cancel it");

        Assert.Contains($"Order {last.Id} ", answer, StringComparison.Ordinal);
        Assert.Contains(last.Status, answer, StringComparison.Ordinal);
        Assert.Equal(5, question.SelectTokens("attachments[0].content.body[*].selectAction").Count());
        Assert.StartsWith($"Order {second.Id} ", picked, StringComparison.Ordinal);
        Assert.Equal(ReplyTexts.OrderNotFound(English), foreign);
        Assert.Equal(foreign, madeUp);
        Assert.Equal(ReplyTexts.Refusal(English), refusal);
        var handoff = await SingleHandoffAsync();
        Assert.Contains((string)handoff["id"]!, handedOver, StringComparison.Ordinal);
        Assert.Equal("I want to cancel it", (string?)handoff["reason"]);
        Assert.Equal("6", (string?)handoff["customer"]!["userId"]);
        Assert.Equal([last.Id], handoff["orderIds"]!.Values<string>());
        var transcript = handoff["transcript"]!.Select(line => ((string)line["from"]!, (string)line["text"]!)).ToList();
        Assert.Equal(("customer", "where is my last order?"), transcript[4]);
        Assert.Equal(("bot", ReplyTexts.InWords(first.ToObject<Activity>()!)), transcript[5]);
        Assert.StartsWith($"{answer}\nOrder {last.Id} · {last.Status}\n", transcript[5].Item2, StringComparison.Ordinal);
        Assert.Equal(("customer", "I want to cancel it"), transcript[^2]);
        Assert.Equal(("bot", handedOver), transcript[^1]);
        Assert.Equal(14, transcript.Count);
    }

    [Fact]
    public async Task Post_TheSameActivityTwice_IsAnsweredOnce()
    {
        var message = _channel.Message("where is my last order?");

        for (var i = 0; i < 3; i++)
        {
            using var response = await StandInChannel.PostAsync(_bot.Http, message);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        var first = await _channel.NextReplyAsync();
        var next = await _channel.AskAsync(_bot.Http, "what's the weather");

        Assert.Equal("m1", (string?)first["replyToId"]);
        Assert.Equal("m2", (string?)next["replyToId"]);
    }

    [Fact]
    public async Task Post_ManyAtOnce_AreAnsweredInOrderOfArrival()
    {
        const int count = 30;
        for (var i = 0; i < count; i++)
            await _channel.SayAsync(_bot.Http, i % 2 == 0 ? "where is my last order?" : "what's the weather");

        var answered = new List<string?>();
        for (var i = 0; i < count; i++)
            answered.Add((string?)(await _channel.NextReplyAsync())["replyToId"]);

        Assert.Equal(Enumerable.Range(1, count).Select(i => $"m{i}"), answered);
    }

    [Fact]
    public async Task Post_ExpectReplies_AnswersInTheResponseAndAgainForARetry()
    {
        var message = _channel.Message("where is my last order?");
        message["deliveryMode"] = "expectReplies";

        using var first = await StandInChannel.PostAsync(_bot.Http, message);
        using var retry = await StandInChannel.PostAsync(_bot.Http, message);

        var body = await first.Content.ReadAsStringAsync();
        Assert.StartsWith("Order ", (string?)JObject.Parse(body)["activities"]![0]!["text"], StringComparison.Ordinal);
        Assert.Equal(body, await retry.Content.ReadAsStringAsync());
        Assert.Null(_channel.AnotherReply());
    }

    [Fact]
    public async Task Post_EmptyIds_AreDifferentMessages()
    {
        for (var i = 0; i < 2; i++)
        {
            var message = _channel.Message("hello");
            message["id"] = "";
            using var response = await StandInChannel.PostAsync(_bot.Http, message);
            Assert.Equal(ReplyTexts.Hello(English), (string?)(await _channel.NextReplyAsync())["text"]);
        }
    }

    [Theory]
    [InlineData("attachments")]
    [InlineData("entities")]
    [InlineData("membersAdded")]
    public async Task Post_EmptyEntry_IsAnswered(string list)
    {
        var message = _channel.Message("hello");
        message[list] = new JArray(JValue.CreateNull());
        using var response = await StandInChannel.PostAsync(_bot.Http, message);

        Assert.Equal(ReplyTexts.Hello(English), (string?)(await _channel.NextReplyAsync())["text"]);
        await AssertAliveAsync();
    }

    [Theory]
    [InlineData("\"timestamp\":\"0001-01-01T00:00:00+14:00\"")]
    [InlineData("\"timestamp\":99999999999999999999999999")]
    [InlineData("\"timestamp\":\"\"")]
    [InlineData("\"localTimestamp\":\"yesterday\"")]
    [InlineData("\"historyDisclosed\":1e400")]
    [InlineData("\"historyDisclosed\":123456789012345678901234567890")]
    [InlineData("\"semanticAction\":{\"entities\":[]}")]
    [InlineData("\"name\":{}")]
    [InlineData("\"recipient\":null")]
    [InlineData("\"locale\":\"%%%\"")]
    public async Task Post_StrangeProperty_IsNeverAnError(string property)
    {
        var body = _channel.Message("hello").ToString().TrimEnd()[..^1] + "," + property + "}";

        using var response = await StandInChannel.PostAsync(_bot.Http, body);

        Assert.Contains(response.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest });
        if (response.StatusCode == HttpStatusCode.OK)
            Assert.Equal(ReplyTexts.Hello(English), (string?)(await _channel.NextReplyAsync())["text"]);
        await AssertAliveAsync();
    }

    [Fact]
    public async Task Post_UnknownInvoke_Is501()
    {
        var invoke = _channel.Message(null);
        invoke["type"] = "invoke";
        invoke["name"] = "something/unknown";

        using var response = await StandInChannel.PostAsync(_bot.Http, invoke);

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
    }

    [Fact]
    public async Task Post_InvokeWithTheIdOfAMessage_IsNotTakenForItsRetry()
    {
        await AskAsync("hello");
        var invoke = _channel.Message(null);
        invoke["type"] = "invoke";
        invoke["name"] = "something/unknown";
        invoke["id"] = "m1";

        using var response = await StandInChannel.PostAsync(_bot.Http, invoke);

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"hello\"")]
    [InlineData("null")]
    [InlineData("not json at all")]
    [InlineData("{\"type\": 5, \"conversation\": \"x\"}")]
    [InlineData("{\"type\":\"message\"}")]
    public async Task Post_NotAnActivity_Is400WithAReason(string body)
    {
        using var response = await StandInChannel.PostAsync(_bot.Http, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty((string)JObject.Parse(await response.Content.ReadAsStringAsync())["detail"]!);
        await AssertAliveAsync();
    }

    [Theory]
    [InlineData("type")]
    [InlineData("channelId")]
    [InlineData("conversation")]
    [InlineData("from")]
    [InlineData("serviceUrl")]
    public async Task Post_LacksSomething_Is400ThatNamesIt(string property)
    {
        var message = _channel.Message("hello");
        message.Remove(property);

        using var response = await StandInChannel.PostAsync(_bot.Http, message);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(property, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_TooDeep_Is400()
    {
        var message = _channel.Message("hello");
        message["channelData"] = "DEEP";
        var deep = message.ToString().Replace("\"DEEP\"", new string('[', 100) + new string(']', 100), StringComparison.Ordinal);

        using var response = await StandInChannel.PostAsync(_bot.Http, deep);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await AssertAliveAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_OverOneMebibyte_Is413(bool chunked)
    {
        var bytes = Encoding.UTF8.GetBytes(_channel.Message(new string('x', 1100 * 1024)).ToString());
        using HttpContent content = chunked ? new StreamContent(new MemoryStream(bytes)) : new ByteArrayContent(bytes);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await _bot.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        await AssertAliveAsync();
    }

    [Fact]
    public async Task Post_UnknownActivityType_IsIgnored()
    {
        var strange = _channel.Message("hello");
        strange["type"] = "somethingNew";

        using var response = await StandInChannel.PostAsync(_bot.Http, strange);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await AssertAliveAsync();
    }

    [Theory]
    [InlineData("", "text")]
    [InlineData("🤷‍♀️🎁", "orders")]
    [InlineData("أين طلبي الأخير؟", "order")]
    [InlineData("\u202ewhere is my last order?\u0000\u001b", "Order ")]
    [InlineData("\ud83d", "orders")]
    public async Task Post_StrangeText_GetsASensibleReply(string text, string expected)
    {
        Assert.Contains(expected, await AskAsync(text), StringComparison.Ordinal);
        await AssertAliveAsync();
    }

    [Fact]
    public async Task Post_AHundredKilobytes_IsReadAsFarAsTheLimitAndSaysSo()
    {
        var first = await AskAsync("where is my last order? " + new string('x', 100_000));

        Assert.Equal(ReplyTexts.TooLong(English), first);
        Assert.StartsWith("Order ", (string?)(await _channel.NextReplyAsync())["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConversationUpdate_ForBotAndUser_GreetsOnce()
    {
        foreach (var member in new[] { "bot-1", "user-1" })
        {
            var update = _channel.Message(null);
            update["type"] = "conversationUpdate";
            update["membersAdded"] = new JArray(new JObject { ["id"] = member });
            using var response = await StandInChannel.PostAsync(_bot.Http, update);
        }

        Assert.StartsWith("Hello", (string?)(await _channel.NextReplyAsync())["text"], StringComparison.Ordinal);
        await AssertAliveAsync();
    }

    [Fact]
    public async Task ActAs_AnotherSampleCustomer_ChangesWhoseOrdersAreTold()
    {
        var shop = new SampleShopReader(shared.DataFolder);
        await AskAsync("what was in my order?");

        Assert.Contains("customer 7", await AskAsync("/as 7"), StringComparison.Ordinal);
        Assert.StartsWith($"Order {shop.OrdersOf("7").Single().Id} ", await AskAsync("what was in my order?"), StringComparison.Ordinal);
        Assert.Contains("no customer 987", await AskAsync("/as 987"), StringComparison.Ordinal);
        await AskAsync("/as 8");
        Assert.Equal(ReplyTexts.NoOrders(English), await AskAsync("what was in my order?"));
    }

    /// <summary>A trace shows what the dialogs remember: a developer's business, at the developer's own Emulator.</summary>
    [Theory]
    [InlineData("emulator", true)]
    [InlineData("msteams", false)]
    [InlineData("webchat", false)]
    [InlineData("directline", false)]
    [InlineData("slack", false)]
    public async Task Trace_OfTheDialogs_GoesToTheEmulatorOnly(string channelId, bool isSent)
    {
        await using var channel = await StandInChannel.StartAsync(channelId);

        // It leaves while the turn runs, so before the reply.
        await channel.AskAsync(_bot.Http, "where is my last order?");

        Assert.Equal(isSent, channel.OtherTypes.Contains("trace"));
    }

    [Fact]
    public async Task Delivery_ChannelSaysNo_DropsThatReplyAndGoesOn()
    {
        _channel.Refusals.Enqueue(HttpStatusCode.Forbidden);
        await _channel.SayAsync(_bot.Http, "hello");

        var next = await _channel.AskAsync(_bot.Http, "what's the weather");

        Assert.Equal("m2", (string?)next["replyToId"]);
    }

    private async Task<string> AskAsync(string text) => (string)(await _channel.AskAsync(_bot.Http, text))["text"]!;

    /// <summary>The next message is answered, and nothing else was said before.</summary>
    private async Task AssertAliveAsync() =>
        Assert.Equal(ReplyTexts.Hello(English), await AskAsync("hello"));

    private async Task<JObject> SingleHandoffAsync()
    {
        using var session = await _bot.Http.PostAsJsonAsync("/api/agent/session", new { name = "Test" });
        var token = (string)JObject.Parse(await session.Content.ReadAsStringAsync())["token"]!;
        var list = JArray.Parse(await GetAsync("/api/agent/handoffs?state=queued", token));
        return JObject.Parse(await GetAsync($"/api/agent/handoffs/{Assert.Single(list)["id"]}", token));
    }

    private async Task<string> GetAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", token);
        using var response = await _bot.Http.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }
}
