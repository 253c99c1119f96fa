using System.Net;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Rest;
using Newtonsoft.Json.Linq;
using SupportBot.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.DirectLine;

public sealed class DirectLineConnectorTests : IAsyncLifetime, IDisposable
{
    private RunningHost _host = null!;
    private DirectLineClient _client = null!;
    private DirectLineStream _stream = null!;
    private HttpClient _http = null!;
    private ConnectorClient _connector = null!;

    public async Task InitializeAsync()
    {
        _host = await RunningHost.StartAsync(new EchoBot());
        _client = await DirectLineClient.StartAsync(_host);
        _stream = await _client.OpenStreamAsync();
        await _stream.NextAsync();
        _http = new HttpClient(_host.Services.GetRequiredService<DirectLineConnector>(), disposeHandler: false);
        _connector = new ConnectorClient(new Uri(DirectLineChannel.ServiceUrl), MicrosoftAppCredentials.Empty, _http, false);
    }

    public void Dispose()
    {
        _connector.Dispose();
        _http.Dispose();
    }

    public async Task DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Send_SameActivityIdAgain_IsOneActivityWithOneId()
    {
        var first = await _connector.Conversations.SendToConversationAsync(_client.ConversationId, Reply("one", "out-1"), CancellationToken.None);
        var again = await _connector.Conversations.SendToConversationAsync(_client.ConversationId, Reply("one", "out-1"), CancellationToken.None);
        await _connector.Conversations.SendToConversationAsync(_client.ConversationId, Reply("two", "out-2"), CancellationToken.None);

        Assert.Equal(first.Id, again.Id);
        Assert.Equal(["one", "two"], (await _stream.NextAsync(2)).Select(activity => (string)activity["text"]!));
        Assert.Equal(3, (await _client.ReadAsync()).Body["activities"]!.Count());
    }

    [Fact]
    public async Task Send_WithoutId_IsNewEachTime()
    {
        var first = await _connector.Conversations.SendToConversationAsync(_client.ConversationId, Reply("same"), CancellationToken.None);
        var again = await _connector.Conversations.SendToConversationAsync(_client.ConversationId, Reply("same"), CancellationToken.None);

        Assert.NotEqual(first.Id, again.Id);
    }

    [Fact]
    public async Task Reply_CarriesWhatItRepliesTo_AndHidesTheChannelsInside()
    {
        var reply = Reply("hello");
        reply.ServiceUrl = DirectLineChannel.ServiceUrl;
        reply.Recipient = new ChannelAccount("dl_x");
        reply.ChannelData = new JObject { ["unknown"] = "2020-01-01T00:00:00Z" };
        reply.Properties["extra"] = 1;

        await _connector.Conversations.ReplyToActivityAsync(_client.ConversationId, "a|b/c", reply, CancellationToken.None);
        var seen = await _stream.NextAsync();

        Assert.Equal(("a|b/c", "directline", "supportbot"), ((string?)seen["replyToId"], (string?)seen["channelId"], (string?)seen["from"]!["id"]));
        Assert.Equal("2020-01-01T00:00:00Z", (string?)seen["channelData"]!["unknown"]);
        Assert.Equal(1, (int?)seen["extra"]);
        Assert.Null(seen["serviceUrl"]);
        Assert.Null(seen["recipient"]);
    }

    [Fact]
    public async Task Update_KnownActivity_ComesAgainWithItsIdAndTime()
    {
        var sent = await _connector.Conversations.SendToConversationAsync(_client.ConversationId, Reply("draft", "out-1"), CancellationToken.None);
        var before = await _stream.NextAsync();

        var byId = await _connector.Conversations.UpdateActivityAsync(_client.ConversationId, sent.Id, Reply("better"), CancellationToken.None);
        var byKey = await _connector.Conversations.UpdateActivityAsync(_client.ConversationId, "out-1", Reply("best"), CancellationToken.None);
        await _connector.Conversations.UpdateActivityAsync(_client.ConversationId, sent.Id, Reply("best"), CancellationToken.None);

        var after = await _stream.NextAsync(2);
        Assert.Equal((sent.Id, sent.Id), (byId.Id, byKey.Id));
        Assert.Equal(["better", "best"], after.Select(activity => (string)activity["text"]!));
        Assert.All(after, activity => Assert.Equal((before["id"], before["timestamp"]), (activity["id"], activity["timestamp"])));
        Assert.Equal(4, (await _client.ReadAsync()).Body["activities"]!.Count());
    }

    [Fact]
    public async Task Update_UnknownActivity_Is404()
    {
        var error = await Assert.ThrowsAsync<ErrorResponseException>(() =>
            _connector.Conversations.UpdateActivityAsync(_client.ConversationId, "nothing", Reply("x"), CancellationToken.None));

        Assert.Equal(HttpStatusCode.NotFound, error.Response.StatusCode);
    }

    [Fact]
    public async Task Delete_IsUnsupported()
    {
        var error = await Assert.ThrowsAsync<ErrorResponseException>(() =>
            _connector.Conversations.DeleteActivityAsync(_client.ConversationId, "x", CancellationToken.None));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, error.Response.StatusCode);
    }

    [Fact]
    public async Task Send_ToAnUnknownConversation_Is404()
    {
        var error = await Assert.ThrowsAsync<ErrorResponseException>(() =>
            _connector.Conversations.SendToConversationAsync("nowhere", Reply("x"), CancellationToken.None));

        Assert.Equal(HttpStatusCode.NotFound, error.Response.StatusCode);
    }

    [Fact]
    public async Task Send_TracesAndHandoffEvents_StayInside()
    {
        await _connector.Conversations.SendToConversationAsync(_client.ConversationId, new Activity(ActivityTypes.Trace, id: "t"), CancellationToken.None);
        await _connector.Conversations.SendToConversationAsync(
            _client.ConversationId, new Activity(ActivityTypes.Event, id: "h") { Name = "handoff.initiate" }, CancellationToken.None);
        await _connector.Conversations.SendToConversationAsync(_client.ConversationId, Reply("seen"), CancellationToken.None);

        Assert.Equal("seen", (string?)(await _stream.NextAsync())["text"]);
    }

    [Fact]
    public async Task StreamedReply_ChunksPassAndTheFinalTextStays()
    {
        var first = await _connector.Conversations.SendToConversationAsync(_client.ConversationId, Chunk("Your", null, 1), CancellationToken.None);
        await _connector.Conversations.SendToConversationAsync(_client.ConversationId, Chunk("Your order", first.Id, 2), CancellationToken.None);
        var final = Reply("Your order is here.");
        final.ChannelData = new JObject { ["streamType"] = "final", ["streamId"] = first.Id };
        await _connector.Conversations.SendToConversationAsync(_client.ConversationId, final, CancellationToken.None);

        var seen = await _stream.NextAsync(3);
        Assert.Equal(first.Id, (string?)seen[0]["id"]);
        Assert.Equal(["Your", "Your order", "Your order is here."], seen.Select(activity => (string)activity["text"]!));
        Assert.Equal(2, (await _client.ReadAsync()).Body["activities"]!.Count());
    }

    [Fact]
    public async Task Members_AreTheUserAndTheBot()
    {
        var members = await _connector.Conversations.GetConversationMembersAsync(_client.ConversationId, CancellationToken.None);
        using var member = await _http.GetAsync(new Uri($"{DirectLineChannel.ServiceUrl}/v3/conversations/{_client.ConversationId}/members/{_client.UserId}"));
        var paged = await _connector.Conversations.GetConversationPagedMembersAsync(_client.ConversationId, null, null, CancellationToken.None);

        Assert.Equal([_client.UserId, DirectLineChannel.BotId], members.Select(account => account.Id));
        Assert.Equal(_client.UserId, (string?)DirectLineClient.Parse(await member.Content.ReadAsStringAsync())["id"]);
        Assert.Equal([_client.UserId, DirectLineChannel.BotId], paged.Members.Select(account => account.Id));
    }

    private static Activity Reply(string text, string? id = null) => new(ActivityTypes.Message, id: id) { Text = text };

    private static Activity Chunk(string text, string? streamId, int sequence) => new(ActivityTypes.Typing)
    {
        Text = text,
        ChannelData = new JObject { ["streamType"] = "streaming", ["streamId"] = streamId, ["streamSequence"] = sequence },
    };
}
