using System.Net;
using System.Security.Claims;
using System.Text;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Authentication;

/// <summary>What an authenticated bot calls: the user token service, other bots, channels.</summary>
public sealed class OutboundClientsTests : IDisposable
{
    private readonly Recorder _recorder = new();
    private readonly BotFrameworkAuthentication _authentication;

    public OutboundClientsTests() => _authentication = BotFrameworkAuthenticationFactory.Create(
        null, true, null, null, null, null, null, null, null, new PasswordServiceClientCredentialFactory(), new AuthenticationConfiguration(), _recorder, null);

    public void Dispose() => _recorder.Dispose();

    [Fact]
    public async Task GetUserToken_AsksTheTokenService()
    {
        _recorder.Answer = """{"token":"t","connectionName":"c"}""";
        using var client = await UserTokensAsync();

        var token = await client.GetUserTokenAsync("user 1", "c", "msteams", "123456", default);

        Assert.Equal("t", token.Token);
        var (method, address, _) = Assert.Single(_recorder.Calls);
        Assert.Equal("GET", method);
        Assert.Equal("https://api.botframework.com/api/usertoken/GetToken", address.GetLeftPart(UriPartial.Path));
        Assert.Equal("?userId=user%201&connectionName=c&channelId=msteams&code=123456", address.Query);
    }

    [Fact]
    public async Task GetSignInResource_SendsTheConversationAsState()
    {
        _recorder.Answer = """{"signInLink":"https://sign.in/"}""";
        using var client = await UserTokensAsync();
        var activity = new Activity { Id = "a1", ChannelId = "msteams", ServiceUrl = "https://channel.test/", Conversation = new ConversationAccount { Id = "c1" }, From = new ChannelAccount("user"), Recipient = new ChannelAccount("bot") };

        var resource = await client.GetSignInResourceAsync("c", activity, "https://final.test/", default);

        Assert.Equal("https://sign.in/", resource.SignInLink);
        var query = System.Web.HttpUtility.ParseQueryString(Assert.Single(_recorder.Calls).Address.Query);
        var state = JObject.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(query["state"]!)));
        Assert.Equal("c", state.Value<string>("connectionName"));
        Assert.Equal("app", state.Value<string>("msAppId"));
        Assert.Equal("c1", state.SelectToken("conversation.conversation.id")!.ToString());
        Assert.Equal("https://final.test/", query["finalRedirect"]);
    }

    [Fact]
    public async Task SignOutStatusAndAadTokens_AskTheTokenService()
    {
        using var client = await UserTokensAsync();
        _recorder.Answer = "{}";
        await client.SignOutUserAsync("u", "c", "msteams", default);
        _recorder.Answer = """[{"connectionName":"c","hasToken":true}]""";
        var status = Assert.Single(await client.GetTokenStatusAsync("u", "msteams", null, default));
        _recorder.Answer = """{"https://graph.test/":{"token":"g"}}""";
        var tokens = await client.GetAadTokensAsync("u", "c", ["https://graph.test/"], "msteams", default);

        Assert.True(status.HasToken);
        Assert.Equal("g", tokens["https://graph.test/"].Token);
        Assert.Equal(["DELETE", "GET", "POST"], _recorder.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task ExchangeToken_Refused_SaysWhy()
    {
        using var client = await UserTokensAsync();
        _recorder.Answer = """{"token":"exchanged"}""";
        Assert.Equal("exchanged", (await client.ExchangeTokenAsync("u", "c", "msteams", new TokenExchangeRequest { Token = "own" }, default)).Token);

        _recorder.Status = HttpStatusCode.BadRequest;
        _recorder.Answer = """{"error":{"code":"InvalidToken","message":"no"}}""";
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => client.ExchangeTokenAsync("u", "c", "msteams", new TokenExchangeRequest { Token = "own" }, default));
        Assert.Contains("InvalidToken", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserTokens_NullArgumentsOrDisposed_AreRefused()
    {
        var client = await UserTokensAsync();

        await Assert.ThrowsAsync<ArgumentNullException>(() => client.GetUserTokenAsync(null, "c", "msteams", null, default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.GetUserTokenAsync("u", null, "msteams", null, default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.GetSignInResourceAsync("c", null, null, default));
        await Assert.ThrowsAsync<ArgumentNullException>(() => client.GetTokenStatusAsync("u", null, null, default));
        client.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetUserTokenAsync("u", "c", "msteams", null, default));
    }

    [Fact]
    public async Task PostActivity_ToAnotherBot_RelatesToTheConversation()
    {
        _recorder.Answer = """{"hello":"world"}""";
        using var client = _authentication.CreateBotFrameworkClient();
        var activity = new Activity { Id = "a1", ChannelId = "msteams", ServiceUrl = "https://channel.test/", Conversation = new ConversationAccount { Id = "c1" } };

        var response = await client.PostActivityAsync("from", "to", new Uri("https://skill.test/api"), new Uri("https://bot.test/"), "skill conversation", activity, default);

        Assert.Equal("world", ((JObject)response.Body)["hello"]!.ToString());
        var sent = JObject.Parse(Assert.Single(_recorder.Calls).Body);
        Assert.Equal("skill conversation", sent.SelectToken("conversation.id")!.ToString());
        Assert.Equal("c1", sent.SelectToken("relatesTo.conversation.id")!.ToString());
        Assert.Equal("https://channel.test/", sent.SelectToken("relatesTo.serviceUrl")!.ToString());
        Assert.Equal("https://bot.test/", sent.Value<string>("serviceUrl"));
        Assert.Equal("skill", sent.SelectToken("recipient.role")!.ToString());
        Assert.Equal("c1", activity.Conversation.Id);
    }

    [Fact]
    public async Task PostActivity_OtherBotFails_ReturnsItsStatus()
    {
        _recorder.Status = HttpStatusCode.BadGateway;
        _recorder.Answer = "down";
        using var client = _authentication.CreateBotFrameworkClient();

        var response = await client.PostActivityAsync<JObject>("from", "to", new Uri("https://skill.test/api"), new Uri("https://bot.test/"), "c", new Activity { Conversation = new ConversationAccount() }, default);

        Assert.Equal((502, null), (response.Status, response.Body));
    }

    [Fact]
    public async Task CreateConnector_CallsTheServiceUrl()
    {
        _recorder.Answer = """{"id":"1"}""";
        using var connector = await _authentication.CreateConnectorFactory(new ClaimsIdentity()).CreateAsync("https://channel.test/", null, default);

        await connector.Conversations.SendToConversationWithHttpMessagesAsync("c1", new Activity { Type = "message" });

        Assert.Equal("https://channel.test/v3/conversations/c1/activities", Assert.Single(_recorder.Calls).Address.AbsoluteUri);
    }

    private Task<UserTokenClient> UserTokensAsync() => _authentication.CreateUserTokenClientAsync(new ClaimsIdentity([new Claim("aud", "app")]), default);

    private sealed class Recorder : HttpMessageHandler, IHttpClientFactory
    {
        public List<(string Method, Uri Address, string Body)> Calls { get; } = [];

        public string Answer { get; set; } = "{}";

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls.Add((request.Method.Method, request.RequestUri!, request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken)));
            return new HttpResponseMessage(Status) { Content = new StringContent(Answer, Encoding.UTF8, "application/json") };
        }
    }
}
