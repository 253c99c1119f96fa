using System.Net;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Compat.Connector;

public class OAuthClientTests
{
    private const string Base = "https://token.example/";

    [Fact]
    public async Task GetToken_Found_AsksForUserConnectionChannelAndCode()
    {
        var service = new RecordingHandler(HttpStatusCode.OK, """{"connectionName":"n","token":"t"}""");
        using var client = Connect(service);

        var token = await client.UserToken.GetTokenAsync("u 1", "n", "msteams", "123456");

        var request = Assert.Single(service.Requests);
        Assert.Equal("t", token.Token);
        Assert.Equal((HttpMethod.Get, Base + "api/usertoken/GetToken?userId=u%201&connectionName=n&channelId=msteams&code=123456"), (request.Method, request.Url));
        Assert.Equal("Bearer token-1", request.Headers["Authorization"]);
    }

    [Fact]
    public async Task GetToken_NotFound_GivesNothing()
    {
        using var client = Connect(new RecordingHandler(HttpStatusCode.NotFound));

        Assert.Null(await client.UserToken.GetTokenAsync("u", "n"));
    }

    [Fact]
    public async Task GetToken_Refused_TellsTheError()
    {
        using var client = Connect(new RecordingHandler(HttpStatusCode.BadRequest, """{"error":{"code":"E"}}"""));

        var exception = await Assert.ThrowsAsync<ErrorResponseException>(() => client.UserToken.GetTokenAsync("u", "n"));

        Assert.Equal("E", exception.Body.Error.Code);
    }

    [Fact]
    public async Task SignOut_Done_GivesNothing()
    {
        var service = new RecordingHandler(HttpStatusCode.NoContent);
        using var client = Connect(service);

        Assert.Null(await client.UserToken.SignOutAsync("u"));

        Assert.Equal((HttpMethod.Delete, Base + "api/usertoken/SignOut?userId=u"), (service.Requests[0].Method, service.Requests[0].Url));
    }

    [Fact]
    public async Task GetTokenStatus_Listed_IsRead()
    {
        var service = new RecordingHandler(HttpStatusCode.OK, """[{"connectionName":"n","hasToken":true}]""");
        using var client = Connect(service);

        var status = Assert.Single(await client.UserToken.GetTokenStatusAsync("u", include: "n"));

        Assert.Equal(("n", true), (status.ConnectionName, status.HasToken));
        Assert.Equal(Base + "api/usertoken/GetTokenStatus?userId=u&include=n", service.Requests[0].Url);
    }

    [Fact]
    public async Task GetAadTokens_ForResources_PostsThem()
    {
        var service = new RecordingHandler(HttpStatusCode.OK, """{"https://graph":{"token":"t"}}""");
        using var client = Connect(service);

        var tokens = await client.UserToken.GetAadTokensAsync("u", "n", new AadResourceUrls(["https://graph"]));

        Assert.Equal("t", tokens["https://graph"].Token);
        Assert.Equal("https://graph", (string?)JObject.Parse(service.Requests[0].Body!).SelectToken("resourceUrls[0]"));
    }

    [Fact]
    public async Task Exchange_GrantedRefusedOrUnknown_SaysWhich()
    {
        var request = new TokenExchangeRequest(token: "t");
        using var granted = Connect(new RecordingHandler(HttpStatusCode.OK, """{"token":"new"}"""));
        using var refused = Connect(new RecordingHandler(HttpStatusCode.BadRequest, """{"error":{"code":"E"}}"""));
        using var unknown = Connect(new RecordingHandler(HttpStatusCode.NotFound));

        Assert.Equal("new", Assert.IsType<TokenResponse>(await granted.ExchangeAsyncAsync("u", "n", "c", request)).Token);
        Assert.Equal("E", Assert.IsType<ErrorResponse>(await refused.ExchangeAsyncAsync("u", "n", "c", request)).Error.Code);
        Assert.Null(await unknown.ExchangeAsyncAsync("u", "n", "c", request));
    }

    [Fact]
    public async Task GetSignInUrl_Answered_IsTheTextItself()
    {
        var service = new RecordingHandler(HttpStatusCode.OK, "https://login/?a=1");
        using var client = Connect(service);

        Assert.Equal("https://login/?a=1", await client.BotSignIn.GetSignInUrlAsync("s", "cc", "http://localhost", "https://end"));

        Assert.Equal(Base + "api/botsignin/GetSignInUrl?state=s&code_challenge=cc&emulatorUrl=http%3A%2F%2Flocalhost&finalRedirect=https%3A%2F%2Fend", service.Requests[0].Url);
    }

    [Theory]
    [InlineData("""{"signInLink":"https://login"}""")]
    [InlineData("https://login")]
    public async Task GetSignInResource_JsonOrBareLink_HasTheLink(string answer)
    {
        using var client = Connect(new RecordingHandler(HttpStatusCode.OK, answer));

        Assert.Equal("https://login", (await client.GetSignInResourceAsync("s")).SignInLink);
    }

    [Fact]
    public async Task GetSignInResource_Nonsense_IsRefused()
    {
        using var client = Connect(new RecordingHandler(HttpStatusCode.OK, "nonsense"));

        await Assert.ThrowsAsync<SerializationException>(() => client.GetSignInResourceAsync("s"));
    }

    [Fact]
    public async Task SendEmulateOAuthCards_Asked_TellsTheEmulator()
    {
        var service = new RecordingHandler();
        using var client = Connect(service);

        await OAuthClientConfig.SendEmulateOAuthCardsAsync(client, true);

        Assert.Equal((HttpMethod.Post, Base + "api/usertoken/emulateOAuthCards?emulate=True"), (service.Requests[0].Method, service.Requests[0].Url));
    }

    [Fact]
    public async Task Call_WithoutWhatItNeeds_IsRefused()
    {
        using var client = Connect(new RecordingHandler());

        await Assert.ThrowsAsync<ValidationException>(() => client.UserToken.GetTokenAsync(null, "n"));
        await Assert.ThrowsAsync<ValidationException>(() => client.UserToken.GetTokenAsync("u", null));
        await Assert.ThrowsAsync<ValidationException>(() => client.UserToken.SignOutAsync(null));
        await Assert.ThrowsAsync<ValidationException>(() => client.UserToken.GetTokenStatusAsync(null));
        await Assert.ThrowsAsync<ValidationException>(() => client.UserToken.GetAadTokensAsync("u", "n", null));
        await Assert.ThrowsAsync<ValidationException>(() => client.BotSignIn.GetSignInUrlAsync(null));
        await Assert.ThrowsAsync<ValidationException>(() => client.GetSignInResourceAsync(null));
        await Assert.ThrowsAsync<ValidationException>(() => client.ExchangeAsyncAsync("u", "n", "c", null));
        await Assert.ThrowsAsync<ArgumentNullException>(() => OAuthClientConfig.SendEmulateOAuthCardsAsync(null, true));
        Assert.Throws<ArgumentNullException>(() => new OAuthClient(new Uri(Base), null));
        Assert.Throws<ArgumentNullException>(() => new OAuthClient(null, new TokenCredentials()));
    }

    private static OAuthClient Connect(RecordingHandler service)
    {
        var client = new OAuthClient(new TokenCredentials(), service.CreateClient(), disposeHttpClient: true);
        client.BaseUri = new Uri(Base);
        return client;
    }
}
