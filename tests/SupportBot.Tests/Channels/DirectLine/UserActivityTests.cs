using System.Net;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Storage;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.DirectLine;

/// <summary>What somebody with a token could make the bot believe.</summary>
public sealed class UserActivityTests : IAsyncLifetime
{
    private const string Exchange = """{"type":"invoke","name":"signin/tokenExchange","value":{"id":"1","connectionName":"graph","token":"ey.the-token"}}""";

    private readonly SignInBot _bot = new();
    private RunningHost _host = null!;
    private DirectLineClient _client = null!;
    private DirectLineStream _stream = null!;

    public async Task InitializeAsync()
    {
        _host = await RunningHost.StartAsync(_bot);
        _client = await DirectLineClient.StartAsync(_host);
        _stream = await _client.OpenStreamAsync();
    }

    public async Task DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"type":"message","text":"x","from":{},"From":{"id":"dl_victim","aadObjectId":"victim"}}""")]
    [InlineData("""{"type":"message","text":"x","conversation":{},"Conversation":{"id":"the victim's"}}""")]
    [InlineData("""{"type":"message","text":"x","channelId":"webchat","ChannelId":"msteams"}""")]
    [InlineData("""{"type":"message","text":"x","CHANNELID":"emulator"}""")]
    [InlineData("""{"type":"message","text":"x","Type":"conversationUpdate","membersAdded":[{"id":"y"}]}""")]
    [InlineData("""{"type":"event","name":"hello","Name":"handoff.status","value":{"state":"completed"}}""")]
    [InlineData("""{"type":"message","text":"x","ServiceUrl":"https://evil.example"}""")]
    [InlineData("""{"type":"message","text":"x","DeliveryMode":"expectReplies"}""")]
    [InlineData("""{"type":"message","text":"x","CallerId":"urn:botframework:azure"}""")]
    [InlineData("""{"type":"message","text":"x","recipient":{},"Recipient":{"id":"other"}}""")]
    public Task Post_PropertyInAnotherCase_Is400AndNothingIsDone(string body) => RefusesAsync(body);

    [Theory]
    [InlineData("""{"type":"ConversationUpdate","membersAdded":[{"id":"x"}]}""")]
    [InlineData("""{"type":"messageUpdate","id":"1","text":"x"}""")]
    [InlineData("""{"type":"messageDelete","id":"1"}""")]
    [InlineData("""{"type":"deleteUserData"}""")]
    [InlineData("""{"type":"invokeResponse"}""")]
    [InlineData("""{"type":"command","name":"x"}""")]
    [InlineData("""{"type":"trace","name":"x"}""")]
    [InlineData("""{"type":"handoff"}""")]
    [InlineData("""{"type":"Event","name":"Handoff.Status","value":{"state":"completed"}}""")]
    [InlineData("""{"type":"event","name":"handoff.initiate"}""")]
    [InlineData("""{"type":"event","name":"tokens/response","value":{"connectionName":"graph","token":"forged"}}""")]
    [InlineData("""{"type":"event","name":"ContinueConversation"}""")]
    [InlineData("""{"type":"event","name":"createConversation"}""")]
    [InlineData("""{"type":"invoke"}""")]
    [InlineData("""{"type":"invoke","name":"adaptiveCard/action","value":{"action":{}}}""")]
    [InlineData("""{"type":"invoke","name":"message/submitAction","value":{"actionName":"feedback"}}""")]
    [InlineData("""{"type":"invoke","name":"task/fetch","value":{}}""")]
    [InlineData("""{"type":"INVOKE","name":"task/fetch","value":{}}""")]
    [InlineData("""{"type":"invoke","name":"signin/verifyState"}""")]
    [InlineData("""{"type":"invoke","name":"signin/verifyState","value":{"state":{}}}""")]
    [InlineData("""{"type":"invoke","name":"signin/tokenExchange","value":{"id":"1","token":"t"}}""")]
    [InlineData("""{"type":"invoke","name":"signin/failure","value":{"state":"1"}}""")]
    public Task Post_WhatOnlyAChannelMaySay_Is400AndNothingIsDone(string body) => RefusesAsync(body);

    [Theory]
    [InlineData("""{"type":"event","name":"webchat/join","value":{"language":"en"}}""")]
    [InlineData("""{"type":"messageReaction","reactionsAdded":[{"type":"like"}]}""")]
    [InlineData("""{"type":"endOfConversation"}""")]
    public async Task Post_WhatUsersSay_ReachesTheBotAsTheirs(string body)
    {
        var posted = await _client.PostAsync(body);
        await _client.SayAsync("after");
        while ((string?)(await _stream.NextAsync())["text"] != "You said: after")
        {
        }

        Assert.Equal(HttpStatusCode.OK, posted.Status);
        var heard = Assert.Single(_bot.Heard, activity => activity.Id == posted["id"]);
        Assert.Equal((_client.UserId, "directline", _client.ConversationId), (heard.From.Id, heard.ChannelId, heard.Conversation.Id));
    }

    /// <summary>What becomes of thumbs is the tests of feedback's; they must get past this channel.</summary>
    [Fact]
    public async Task Post_Thumb_IsTaken() =>
        Assert.Equal(HttpStatusCode.OK, (await _client.PostAsync("""{"type":"event","name":"webchat:activity-status/feedback","entities":[{"type":"https://schema.org/Message","@type":"LikeAction"}]}""")).Status);

    [Fact]
    public async Task Post_SignInInvoke_IsAnsweredByTheBotAndSeenByNobodyElse()
    {
        await _stream.NextAsync();
        var before = await _client.ReadAsync();

        var answer = await _client.PostAsync(Exchange);

        Assert.Equal((HttpStatusCode.OK, true), (answer.Status, answer["id"].StartsWith(_client.ConversationId, StringComparison.Ordinal)));
        var heard = Assert.Single(_bot.Heard, activity => activity.Type == ActivityTypes.Invoke);
        Assert.Equal((_client.UserId, "signin/tokenExchange"), (heard.From.Id, heard.Name));
        Assert.Equal(before["watermark"], (await _client.ReadAsync())["watermark"]);
        Assert.Equal(0, await CountAsync("inbox WHERE activity LIKE '%the-token%'"));
        Assert.Equal(0, await CountAsync("directline_activities WHERE activity LIKE '%the-token%'"));
    }

    [Fact]
    public async Task Post_SignInInvokeThatTheBotRefuses_Is502SoThatTheClientAsksTheUser()
    {
        _bot.Refuses = true;

        var answer = await _client.PostAsync(Exchange);

        Assert.Equal((HttpStatusCode.BadGateway, "BotRejectedActivity"), (answer.Status, answer.ErrorCode));
    }

    private async Task RefusesAsync(string body)
    {
        await _stream.NextAsync();
        var before = await StoredRows.CountAsync(_host);

        var answer = await _client.PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotEmpty(answer.ErrorCode!);
        Assert.Equal(before, await StoredRows.CountAsync(_host));
        Assert.DoesNotContain(_bot.Heard, activity => activity.Type != ActivityTypes.ConversationUpdate);
    }

    private Task<long> CountAsync(string what) => _host.Services.GetRequiredService<BotDatabase>().ReadAsync(async (connection, ct) =>
    {
        await using var command = connection.Command($"SELECT COUNT(*) FROM {what}");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }, CancellationToken.None);

    /// <summary>An echo that can be signed in to.</summary>
    private sealed class SignInBot : IBot
    {
        private readonly EchoBot _echo = new();

        public bool Refuses { get; set; }

        public IEnumerable<Activity> Heard => _echo.Heard;

        public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            if (turnContext.Activity.Type != ActivityTypes.Invoke)
            {
                await _echo.OnTurnAsync(turnContext, cancellationToken);
                return;
            }

            _echo.Heard.Enqueue(turnContext.Activity);
            var response = new InvokeResponse { Status = Refuses ? 412 : 200 };
            await turnContext.SendActivityAsync(new Activity(ActivityTypesEx.InvokeResponse) { Value = response }, cancellationToken);
        }
    }
}
