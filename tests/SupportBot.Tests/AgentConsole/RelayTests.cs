using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.AgentConsole;

/// <summary>What passes between customer and agent besides plain messages, and what becomes of it when the channel fails.</summary>
public sealed class RelayTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private BotHost _bot = null!;
    private AgentClient _ines = null!;
    private StandInChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _bot = await BotHost.StartAsync(_data.Path, builder => builder.Services.AddSingleton<TimeProvider>(_clock));
        _ines = await AgentClient.SignInAsync(_bot.Http, "Ines");
        _channel = await StandInChannel.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _channel.DisposeAsync();
        _ines.Dispose();
        await _bot.DisposeAsync();
    }

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task CustomerTypesInTheWebChat_TheConsoleIsToldAndNothingIsKept()
    {
        var client = await DirectLineClient.SignInAsync(_bot.Http);
        await client.StartAsync();
        var id = await AcceptedAsync(client);
        await using var ear = await AgentEar.OpenAsync(_bot.Http, _ines);

        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("""{"type":"typing"}""")).Status);

        Assert.Equal(id, (await ear.NextAsync("typing")).GetProperty("id").GetString());
        Assert.DoesNotContain((await client.ReadAsync("0")).Body["activities"]!, activity => (string?)activity["type"] == "typing");
    }

    [Fact]
    public async Task CustomerTypesOnAChannel_TheConsoleIsToldAndNothingIsKept()
    {
        var id = await AcceptedAsync();
        await using var ear = await AgentEar.OpenAsync(_bot.Http, _ines);
        var typing = _channel.Message(null);
        typing["type"] = "typing";

        using (var answer = await StandInChannel.PostAsync(_bot.Http, typing))
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        Assert.Equal(id, (await ear.NextAsync("typing")).GetProperty("id").GetString());
        Assert.Equal(0, await _bot.CountAsync("inbox WHERE activity_id LIKE 'typing%'"));
    }

    [Fact]
    public async Task AgentTypes_TheWebChatShowsIt()
    {
        var client = await DirectLineClient.SignInAsync(_bot.Http);
        await client.StartAsync();
        await using var stream = await client.OpenStreamAsync();
        var id = await AcceptedAsync(client);

        await _ines.DoAsync(id, "typing");

        var typing = await stream.NextAsync();
        while ((string?)typing["type"] != "typing")
            typing = await stream.NextAsync();
        Assert.Equal("bot", (string?)typing["from"]!["role"]);
        Assert.Null(typing["text"]);
    }

    [Fact]
    public async Task AgentTypes_TheChannelShowsIt()
    {
        var id = await AcceptedAsync();

        await _ines.DoAsync(id, "typing");

        Assert.Single(_channel.OtherTypes, "typing");
    }

    [Fact]
    public async Task PhotoFromTheWebChat_StandsInTheTranscriptAndOpens()
    {
        var client = await DirectLineClient.SignInAsync(_bot.Http);
        await client.StartAsync();
        var id = await AcceptedAsync(client);
        using var photo = new ByteArrayContent(Encoding.UTF8.GetBytes("pixels"));
        photo.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        photo.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "\"broken.png\"" };

        await client.SendAsync(HttpMethod.Post, $"/v3/directline/conversations/{client.ConversationId}/upload?userId=x", photo);

        var line = await HearAsync(id, line => line.Contains("broken.png", StringComparison.Ordinal));
        var link = Regex.Match(line, @"^customer: broken\.png (http://\S+)$");
        Assert.True(link.Success, line);
        Assert.Equal("pixels", await _bot.Http.GetStringAsync(new Uri(link.Groups[1].Value)));
    }

    [Fact]
    public async Task FileFromTeamsAndItsHtml_AreItsNameAndItsLink()
    {
        var id = await AcceptedAsync();
        var message = _channel.Message("see this");
        message["attachments"] = new JArray(
            new JObject { ["contentType"] = "text/html", ["content"] = "<p>see this</p>" },
            new JObject { ["contentType"] = "application/vnd.microsoft.teams.file.download.info", ["name"] = "bill.pdf", ["contentUrl"] = "https://shop.sharepoint.example/bill.pdf", ["content"] = new JObject { ["downloadUrl"] = "https://files.example/1" } },
            new JObject { ["contentType"] = "image/png", ["name"] = "bad.png", ["contentUrl"] = "javascript:alert(1)" });

        using (await StandInChannel.PostAsync(_bot.Http, message))
            await _ines.HearAsync(id, "customer: see this\nbill.pdf https://files.example/1\nbad.png");
    }

    [Fact]
    public async Task MessagesWithoutWords_HaveAWordInTheTranscript()
    {
        var id = await AcceptedAsync();
        var answered = _channel.Message("");
        answered["value"] = new JObject { ["choice"] = "5023" };
        using (await StandInChannel.PostAsync(_bot.Http, answered))
            await _ines.HearAsync(id, "customer: (answered on a card)");

        var card = _channel.Message("");
        card["attachments"] = new JArray(new JObject { ["contentType"] = "application/vnd.microsoft.card.hero", ["content"] = new JObject { ["title"] = "A lamp" } });
        using (await StandInChannel.PostAsync(_bot.Http, card))
            await _ines.HearAsync(id, "customer: (sent a card)");

        var pasted = _channel.Message("look");
        pasted["attachments"] = new JArray(new JObject { ["contentType"] = "image/png", ["name"] = "broken.png", ["contentUrl"] = "data:image/png;base64,iVBORw0KGgo=" });
        using (await StandInChannel.PostAsync(_bot.Http, pasted))
            await _ines.HearAsync(id, "customer: look\nbroken.png (picture, not kept)");
    }

    [Fact]
    public async Task EditThatOnlyHasAnAttachment_IsShownToTheAgent()
    {
        var id = await AcceptedAsync();
        var message = _channel.Message("this one");
        using (await StandInChannel.PostAsync(_bot.Http, message))
            await _ines.HearAsync(id, "customer: this one");

        message["type"] = "messageUpdate";
        message["text"] = "";
        message["attachments"] = new JArray(new JObject { ["contentType"] = "image/png", ["name"] = "lamp.png", ["contentUrl"] = "https://files.example/2" });
        using (await StandInChannel.PostAsync(_bot.Http, message))
            await _ines.HearAsync(id, "customer: (changed to) lamp.png https://files.example/2");
    }

    [Fact]
    public async Task EditsAndDeletions_AreShownToTheAgent()
    {
        var id = await AcceptedAsync();
        var message = _channel.Message("order 50");
        using (await StandInChannel.PostAsync(_bot.Http, message))
            await _ines.HearAsync(id, "customer: order 50");

        message["type"] = "messageUpdate";
        message["text"] = "order 5023";
        using (await StandInChannel.PostAsync(_bot.Http, message))
            await _ines.HearAsync(id, "customer: (changed to) order 5023");
        message["type"] = "messageDelete";
        using (await StandInChannel.PostAsync(_bot.Http, message))
            await _ines.HearAsync(id, "customer: (deleted a message)");

        await _ines.DoAsync(id, "messages", new { text = "Thanks." });
        Assert.Equal("Thanks.", await NextTextAsync());
    }

    [Theory]
    [InlineData("👩‍🔧 fixed 🎉")]
    [InlineData("مرحبا، طلبك في الطريق")]
    [InlineData("**not bold** _nor this_ <b>nor</b> `that` [x](y) # 1\n    and\n\n  lines & \"quotes\" \\ |")]
    [InlineData("1. one\n3. three")]
    [InlineData("See https://shop.example/returns?order=5023&x=_y_")]
    public async Task WordsOfAnAgent_ArriveAsTyped(string text)
    {
        var id = await AcceptedAsync();

        await _ines.DoAsync(id, "messages", new { text });

        var message = await _channel.NextReplyAsync();
        Assert.Equal(text, (string?)message["text"]);
        Assert.Equal("plain", (string?)message["textFormat"]);
    }

    [Fact]
    public async Task LongestMessage_ArrivesWhole()
    {
        var id = await AcceptedAsync();
        var text = string.Concat(Enumerable.Repeat("äöü 🎉 ", 4_000))[..4_000];

        await _ines.DoAsync(id, "messages", new { text });

        Assert.Equal(text, await NextTextAsync());
        Assert.Equal(HttpStatusCode.BadRequest, await _ines.TryAsync(id, "messages", new { text = text + "!" }));
    }

    [Fact]
    public async Task ChannelOutOfReach_IsTriedAgainInOrder()
    {
        var id = await AcceptedAsync();
        _channel.Refusals.Enqueue(HttpStatusCode.ServiceUnavailable);
        _channel.Refusals.Enqueue(HttpStatusCode.TooManyRequests);

        await _ines.DoAsync(id, "messages", new { text = "one" });
        await _ines.DoAsync(id, "messages", new { text = "two" });

        Assert.Equal("one", await NextTextWhileTimePassesAsync());
        Assert.Equal("two", await NextTextAsync());
        // By now the first sign-in may be over.
        using var ines = await AgentClient.SignInAsync(_bot.Http, "Ines");
        Assert.DoesNotContain(await ines.TranscriptAsync(id), line => line.StartsWith("note: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ChannelThatRefuses_IsTriedOnceAndTheAgentIsTold()
    {
        var id = await AcceptedAsync();
        await using var ear = await AgentEar.OpenAsync(_bot.Http, _ines);
        _channel.Refusals.Enqueue(HttpStatusCode.Forbidden);

        await _ines.DoAsync(id, "messages", new { text = "one" });
        await _ines.HearAsync(id, "note: Not delivered: «one». The customer's channel refused it (403).");
        await _ines.DoAsync(id, "messages", new { text = "two" });

        Assert.Equal("two", await NextTextAsync());
        Assert.Null(_channel.AnotherReply());
        var told = await ear.NextAsync("message");
        while (told.GetProperty("from").GetString() != "note")
            told = await ear.NextAsync("message");
        Assert.Contains("«one»", told.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplyThatTheCustomerNeverGot_IsNotedWhenAnAgentAccepts()
    {
        var id = await AskForHelpAsync();
        _channel.Refusals.Enqueue(HttpStatusCode.ServiceUnavailable);
        using (await StandInChannel.PostAsync(_bot.Http, _channel.Message("where is my last order?")))
            await HearAsync(id, line => line.StartsWith("bot: Order ", StringComparison.Ordinal));
        // What was delivered before is noted as delivered by then.
        while (await _bot.CountAsync("outbox") != 1)
            await Task.Yield();

        await _ines.DoAsync(id, "accept");

        Assert.Contains("Ines", await NextTextWhileTimePassesAsync(), StringComparison.Ordinal);
        using var ines = await AgentClient.SignInAsync(_bot.Http, "Ines");
        var lines = (await ines.TranscriptAsync(id)).SkipWhile(line => !line.StartsWith("bot: Order ", StringComparison.Ordinal)).ToList();
        Assert.StartsWith("note: Held back, as a person took over: «Order ", lines[1], StringComparison.Ordinal);
        Assert.Contains("Ines", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WordsOfAnAgentThatTheCustomerNeverGot_ArriveBeforeThoseOfTheNext()
    {
        var id = await AcceptedAsync();
        using var otto = await AgentClient.SignInAsync(_bot.Http, "Otto");
        _channel.Refusals.Enqueue(HttpStatusCode.ServiceUnavailable);
        await _ines.DoAsync(id, "messages", new { text = "The parcel is on its way." });
        await _ines.DoAsync(id, "release");

        await otto.DoAsync(id, "accept");
        await otto.DoAsync(id, "messages", new { text = "Anything else?" });

        Assert.Equal("The parcel is on its way.", await NextTextWhileTimePassesAsync());
        Assert.Contains("the colleague had to leave", await NextTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Otto", await NextTextAsync(), StringComparison.Ordinal);
        Assert.Equal("Anything else?", await NextTextAsync());
        using var ines = await AgentClient.SignInAsync(_bot.Http, "Ines");
        Assert.DoesNotContain(await ines.TranscriptAsync(id), line => line.StartsWith("note: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NewServiceUrl_IsUsedForWhatTheAgentSays()
    {
        await using var moved = await StandInChannel.StartAsync();
        var id = await AskForHelpAsync();
        // The customer writes by another address of the channel before anybody accepts.
        var message = _channel.Message("how long will it take?");
        message["serviceUrl"] = moved.ServiceUrl;
        using (await StandInChannel.PostAsync(_bot.Http, message))
            await moved.NextReplyAsync();

        await _ines.DoAsync(id, "accept");
        Assert.Contains("Ines", (string?)(await moved.NextReplyAsync())["text"], StringComparison.Ordinal);

        await _channel.SayAsync(_bot.Http, "back again");
        await _ines.HearAsync(id, "customer: back again");
        await _ines.DoAsync(id, "messages", new { text = "here" });
        Assert.Equal("here", await NextTextAsync());
        Assert.Null(moved.AnotherReply());
    }

    [Fact]
    public async Task CustomerOffline_FindsTheMessagesOnReturn()
    {
        var customer = await CustomerTalk.OpenAsync(_bot.Http);
        var id = await customer.AskForHelpAsync();
        await _ines.DoAsync(id, "accept");
        foreach (var n in Enumerable.Range(1, 3))
            await _ines.DoAsync(id, "messages", new { text = $"{n}" });

        await customer.ReturnAsync();

        Assert.Contains("Ines", await customer.HearAsync(), StringComparison.Ordinal);
        Assert.Equal(["1", "2", "3"], [await customer.HearAsync(), await customer.HearAsync(), await customer.HearAsync()]);
    }

    private async Task<string> AskForHelpAsync() =>
        Regex.Match((string)(await _channel.AskAsync(_bot.Http, "I want to cancel my last order"))["text"]!, "H-[0-9A-Z]{6}").Value;

    private async Task<string> AcceptedAsync()
    {
        var id = await AskForHelpAsync();
        await _ines.DoAsync(id, "accept");
        Assert.Contains("Ines", await NextTextAsync(), StringComparison.Ordinal);
        return id;
    }

    private async Task<string> AcceptedAsync(DirectLineClient client)
    {
        await client.SayAsync("I want to cancel my last order");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        IReadOnlyList<System.Text.Json.JsonElement> waiting;
        while ((waiting = await _ines.ListAsync("?state=queued")).Count == 0)
            limit.Token.ThrowIfCancellationRequested();
        var id = waiting[0].GetProperty("id").GetString()!;
        await _ines.DoAsync(id, "accept");
        return id;
    }

    private async Task<string> HearAsync(string id, Predicate<string> isIt)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if ((await _ines.TranscriptAsync(id)).FirstOrDefault(line => isIt(line)) is { } line)
                return line;
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task<string> NextTextAsync() => (string)(await _channel.NextReplyAsync())["text"]!;

    /// <summary>The pauses between tries pass on the test's clock.</summary>
    private async Task<string> NextTextWhileTimePassesAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (_channel.AnotherReply() is { } reply)
                return (string)reply["text"]!;
            limit.Token.ThrowIfCancellationRequested();
            _clock.Advance(TimeSpan.FromSeconds(1));
            // The clock doesn't run ahead of the host, or the handoff times out meanwhile.
            await _bot.Http.GetStringAsync(new Uri("/health/live", UriKind.Relative));
        }
    }
}
