using System.Net;
using System.Security.Claims;
using System.Security.Principal;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Builder.TraceExtensions;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SupportBot.Tests.Compat.Authentication;

namespace SupportBot.Tests.Compat.Integration;

public sealed class CloudAdapterTests : IDisposable
{
    private readonly RecordingConnector _connector = new();
    private readonly FakeAuthentication _authentication;
    private readonly CloudAdapter _adapter;

    public CloudAdapterTests()
    {
        _authentication = new FakeAuthentication(_connector);
        _adapter = new CloudAdapter(_authentication);
    }

    public void Dispose() => _connector.Dispose();

    [Fact]
    public async Task Process_Message_RunsTheBotAndAnswers200WithoutBody()
    {
        var bot = new LambdaBot((_, _) => Task.CompletedTask);

        var response = await PostAsync(bot, Message());

        Assert.Equal(1, bot.Turns);
        Assert.Equal(200, response.Status);
        Assert.Empty(response.Body);
    }

    [Fact]
    public async Task Process_Reply_GoesToTheActivityItAnswers()
    {
        ResourceResponse? sent = null;

        await PostAsync(new LambdaBot(async (turn, ct) => sent = await turn.SendActivityAsync("hello", cancellationToken: ct)), Message());

        var (method, path, body, authorization) = Assert.Single(_connector.Calls);
        Assert.Equal("POST", method);
        Assert.Equal("/v3/conversations/c1/activities/a1", path);
        Assert.Equal("hello", body!["text"]!.ToString());
        Assert.Equal("a1", body["replyToId"]!.ToString());
        Assert.Null(authorization);
        Assert.Equal("id-1", sent!.Id);
    }

    [Fact]
    public async Task Process_ActivityWithoutId_IsAnsweredToTheConversation()
    {
        await PostAsync(new LambdaBot((turn, ct) => turn.SendActivityAsync("hello", cancellationToken: ct)), Message(id: null));

        Assert.Equal("/v3/conversations/c1/activities", Assert.Single(_connector.Calls).Path);
    }

    [Fact]
    public async Task Process_TurnState_HoldsWhatPartsOfTheBotLookFor()
    {
        await PostAsync(
            new LambdaBot((turn, _) =>
            {
                Assert.Equal("app", ((ClaimsIdentity)turn.TurnState.Get<IIdentity>(BotAdapter.BotIdentityKey)).FindFirst("aud")!.Value);
                Assert.NotNull(turn.TurnState.Get<IConnectorClient>());
                Assert.NotNull(turn.TurnState.Get<UserTokenClient>());
                Assert.NotNull(turn.TurnState.Get<ConnectorFactory>());
                Assert.NotNull(turn.TurnState.Get<BotCallbackHandler>());
                Assert.Equal("audience", turn.TurnState.Get<string>(BotAdapter.OAuthScopeKey));
                Assert.Equal("caller", turn.Activity.CallerId);
                return Task.CompletedTask;
            }),
            Message(callerId: "urn:forged"));

        Assert.Equal("Bearer token", _authentication.Header);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"text\":\"no type\"}")]
    [InlineData("{\"type\":\"\"}")]
    [InlineData("not json")]
    [InlineData("[1,2]")]
    public async Task Process_NoActivity_IsABadRequest(string body)
    {
        var bot = new LambdaBot((_, _) => Task.CompletedTask);

        Assert.Equal(400, (await PostAsync(bot, body)).Status);
        Assert.Equal(0, bot.Turns);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Process_OtherMethod_IsNotAllowed(string method) =>
        Assert.Equal(405, (await PostAsync(new LambdaBot((_, _) => Task.CompletedTask), Message(), method)).Status);

    [Fact]
    public async Task Process_Unauthorized_Is401AndNoTurn()
    {
        _authentication.Refuse = true;
        var bot = new LambdaBot((_, _) => Task.CompletedTask);

        Assert.Equal(401, (await PostAsync(bot, Message())).Status);
        Assert.Equal(0, bot.Turns);
    }

    [Fact]
    public async Task Process_ExpiredTokenOfAnybody_Is401()
    {
        var token = new FakeTokenIssuer().Issue("https://sts.windows.net/somebody/", "https://api.botframework.com", expires: DateTime.UtcNow.AddHours(-1));

        Assert.Equal(401, (await PostAsync(new LambdaBot((_, _) => Task.CompletedTask), Message(), adapter: new CloudAdapter(), token: token)).Status);
    }

    [Fact]
    public async Task Process_AuthenticationFailsOtherwise_Escapes() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => PostAsync(new LambdaBot((_, _) => Task.CompletedTask), Message(), adapter: new CloudAdapter()));

    [Fact]
    public async Task Process_NullArguments_AreRefused()
    {
        var context = new DefaultHttpContext();
        var bot = new LambdaBot((_, _) => Task.CompletedTask);

        await Assert.ThrowsAsync<ArgumentNullException>(() => _adapter.ProcessAsync(null, context.Response, bot));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _adapter.ProcessAsync(context.Request, null, bot));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _adapter.ProcessAsync(context.Request, context.Response, null));
        Assert.Throws<ArgumentNullException>(() => new CloudAdapter(botFrameworkAuthentication: null));
    }

    [Fact]
    public async Task Process_Invoke_WritesTheBotsAnswer()
    {
        var response = await PostAsync(
            new LambdaBot((turn, ct) => turn.SendActivityAsync(new Activity { Type = ActivityTypesEx.InvokeResponse, Value = new InvokeResponse { Status = 409, Body = new JObject { ["reason"] = "why" } } }, ct)),
            Message(type: ActivityTypes.Invoke));

        Assert.Equal(409, response.Status);
        Assert.Equal("application/json", response.ContentType);
        Assert.Equal("why", JObject.Parse(response.Body)["reason"]!.ToString());
        Assert.Empty(_connector.Calls);
    }

    [Fact]
    public async Task Process_InvokeNobodyAnswered_Is501() =>
        Assert.Equal(501, (await PostAsync(new LambdaBot((_, _) => Task.CompletedTask), Message(type: ActivityTypes.Invoke))).Status);

    [Fact]
    public async Task Process_ExpectReplies_ReturnsThemInTheResponse()
    {
        var response = await PostAsync(
            new LambdaBot(async (turn, ct) =>
            {
                await turn.SendActivityAsync("one", cancellationToken: ct);
                await turn.SendActivityAsync("two", cancellationToken: ct);
            }),
            Message(deliveryMode: DeliveryModes.ExpectReplies));

        Assert.Equal(200, response.Status);
        Assert.Equal(["one", "two"], JObject.Parse(response.Body)["activities"]!.Select(activity => activity["text"]!.ToString()));
        Assert.Empty(_connector.Calls);
    }

    [Theory]
    [InlineData("msteams", 0)]
    [InlineData("emulator", 1)]
    public async Task Process_Trace_OnlyTheEmulatorGetsIt(string channel, int calls)
    {
        await PostAsync(new LambdaBot((turn, ct) => turn.TraceActivityAsync("name", "value", cancellationToken: ct)), Message(channel: channel));

        Assert.Equal(calls, _connector.Calls.Count);
    }

    [Fact]
    public async Task Process_Delay_IsNotSent()
    {
        await PostAsync(new LambdaBot((turn, ct) => turn.SendActivityAsync(new Activity { Type = ActivityTypesEx.Delay, Value = 1L }, ct)), Message());

        Assert.Empty(_connector.Calls);
    }

    [Fact]
    public async Task Process_UpdateAndDelete_NameTheActivity()
    {
        await PostAsync(
            new LambdaBot(async (turn, ct) =>
            {
                var update = MessageFactory.Text("new");
                update.Id = "old id";
                await turn.UpdateActivityAsync(update, ct);
                await turn.DeleteActivityAsync("gone", ct);
            }),
            Message());

        Assert.Equal([("PUT", "/v3/conversations/c1/activities/old%20id"), ("DELETE", "/v3/conversations/c1/activities/gone")], _connector.Calls.Select(call => (call.Method, call.Path)));
    }

    [Fact]
    public async Task Process_BotFails_ReachesOnTurnError()
    {
        Exception? seen = null;
        _adapter.OnTurnError = (_, e) =>
        {
            seen = e;
            return Task.CompletedTask;
        };

        Assert.Equal(200, (await PostAsync(new LambdaBot((_, _) => throw new TimeoutException()), Message())).Status);
        Assert.IsType<TimeoutException>(seen);
    }

    [Fact]
    public async Task ContinueConversation_Reference_SendsToTheConversation()
    {
        var reference = JsonConvert.DeserializeObject<Activity>(Message())!.GetConversationReference();
        reference.ActivityId = null;

        await _adapter.ContinueConversationAsync(
            "app",
            reference,
            async (turn, ct) =>
            {
                Assert.Equal(ActivityTypes.Event, turn.Activity.Type);
                Assert.Equal("ContinueConversation", turn.Activity.Name);
                await turn.SendActivityAsync("later", cancellationToken: ct);
            },
            default);

        Assert.Equal("later", Assert.Single(_connector.Calls).Body!["text"]!.ToString());
        var identity = Assert.Single(_authentication.ConnectorsFor);
        Assert.Equal("app", identity.FindFirst("aud")!.Value);
        Assert.Equal("app", identity.FindFirst("appid")!.Value);
    }

    [Fact]
    public async Task ContinueConversation_EveryOverload_RunsTheCallback()
    {
        var activity = JsonConvert.DeserializeObject<Activity>(Message())!;
        var reference = activity.GetConversationReference();
        var identity = new ClaimsIdentity([new Claim("aud", "app")]);
        var audiences = new List<string?>();
        Task Turn(ITurnContext turn, CancellationToken ct)
        {
            audiences.Add(turn.TurnState.Get<string>(BotAdapter.OAuthScopeKey));
            return Task.CompletedTask;
        }

        await _adapter.ContinueConversationAsync("app", reference, Turn, default);
        await _adapter.ContinueConversationAsync("app", activity, Turn, default);
        await _adapter.ContinueConversationAsync(identity, reference, Turn, default);
        await _adapter.ContinueConversationAsync(identity, activity, Turn, default);
        await _adapter.ContinueConversationAsync(identity, reference, "skill", Turn, default);
        await _adapter.ContinueConversationAsync(identity, activity, "skill", Turn, default);

        Assert.Equal([null, null, null, null, "skill", "skill"], audiences);
    }

    [Fact]
    public async Task ContinueConversation_WithoutWhatIsNeeded_IsRefused()
    {
        BotCallbackHandler turn = (_, _) => Task.CompletedTask;
        var identity = new ClaimsIdentity();

        await Assert.ThrowsAsync<ArgumentNullException>(() => _adapter.ContinueConversationAsync("app", (ConversationReference)null!, turn, default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _adapter.ContinueConversationAsync("app", (Activity)null!, turn, default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _adapter.ContinueConversationAsync("app", Continuation(), null, default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _adapter.ContinueConversationAsync((ClaimsIdentity)null!, Continuation(), turn, default));
        await Assert.ThrowsAsync<ArgumentException>(() => _adapter.ContinueConversationAsync(identity, new Activity { ServiceUrl = "https://x.test" }, turn, default));
        await Assert.ThrowsAsync<ArgumentException>(() => _adapter.ContinueConversationAsync(identity, new Activity { Conversation = new ConversationAccount() }, "audience", turn, default));

        static Activity Continuation() => new() { ServiceUrl = "https://x.test", Conversation = new ConversationAccount { Id = "c" } };
    }

    [Fact]
    public async Task CreateConversation_TellsTheBotAboutTheNewOne()
    {
        Activity? seen = null;

        await _adapter.CreateConversationAsync(
            "app",
            "msteams",
            "https://channel.test/",
            "audience",
            new ConversationParameters { Bot = new ChannelAccount("bot"), TenantId = "tenant", ChannelData = "data" },
            (turn, _) =>
            {
                seen = turn.Activity;
                return Task.CompletedTask;
            },
            default);

        Assert.Equal(("POST", "/v3/conversations"), (_connector.Calls[0].Method, _connector.Calls[0].Path));
        Assert.Equal(("event", "CreateConversation", "msteams", "https://channel.test/"), (seen!.Type, seen.Name, seen.ChannelId, seen.ServiceUrl));
        Assert.Equal(("id-1", "tenant", "bot"), (seen.Conversation.Id, seen.Conversation.TenantId, seen.Recipient.Id));
        Assert.Equal("https://channel.test/", _authentication.ConnectorsFor[0].FindFirst("serviceurl")!.Value);
    }

    [Fact]
    public async Task CreateConversation_WithoutServiceUrl_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentNullException>(() => _adapter.CreateConversationAsync("app", "msteams", " ", null, new ConversationParameters(), (_, _) => Task.CompletedTask, default));

    [Fact]
    public async Task SendActivities_NoneOrNull_IsRefused()
    {
        using var turn = new TurnContext(_adapter, new Activity());

        await Assert.ThrowsAsync<ArgumentException>(() => _adapter.SendActivitiesAsync(turn, [], default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _adapter.SendActivitiesAsync(turn, null, default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _adapter.SendActivitiesAsync(null, [new Activity()], default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _adapter.UpdateActivityAsync(null, new Activity(), default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => _adapter.DeleteActivityAsync(turn, null, default));
    }

    private static string Message(string? id = "a1", string type = ActivityTypes.Message, string channel = "msteams", string? deliveryMode = null, string? callerId = null) => JsonConvert.SerializeObject(
        new Activity
        {
            Type = type,
            Id = id,
            ChannelId = channel,
            ServiceUrl = "https://channel.test/",
            Conversation = new ConversationAccount { Id = "c1" },
            From = new ChannelAccount { Id = "user" },
            Recipient = new ChannelAccount { Id = "bot" },
            Text = "hi",
            DeliveryMode = deliveryMode,
            CallerId = callerId,
        },
        new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore });

    private async Task<(int Status, string? ContentType, string Body)> PostAsync(IBot bot, string body, string method = "POST", CloudAdapter? adapter = null, string token = "token")
    {
        using var response = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Headers.Authorization = "Bearer " + token;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Response.Body = response;
        await (adapter ?? _adapter).ProcessAsync(context.Request, context.Response, bot);
        return (context.Response.StatusCode, context.Response.ContentType, Encoding.UTF8.GetString(response.ToArray()));
    }
}
