using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json.Linq;
using SupportBot.Tests.Compat.Authentication;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels;

/// <summary>Who is let in when the bot has an app id.</summary>
public sealed class MessagesAuthenticationTests(MessagesAuthenticationTests.Setup setup) : IClassFixture<MessagesAuthenticationTests.Setup>
{
    private const string AppId = "00000000-0000-0000-0000-00000000000a";
    private const string Issuer = "https://api.botframework.com";
    private const string ServiceUrl = "https://channel.test/";

    [Fact]
    public async Task Post_TokenOfTheService_IsTaken() => Assert.Equal(HttpStatusCode.OK, await PostAsync(Token()));

    [Fact]
    public async Task Post_WithoutToken_IsRefused() => Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(null));

    [Fact]
    public async Task Post_NoToken_IsRefused() => Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("nonsense"));

    [Fact]
    public async Task Post_TokenForAnotherBot_IsRefused() => Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(Token(audience: "other")));

    [Fact]
    public async Task Post_TokenOfAnotherServiceUrl_IsRefused() => Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(Token(serviceUrl: "https://other.test/")));

    [Fact]
    public async Task Post_ExpiredToken_IsRefused() => Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(Token(expires: DateTime.UtcNow.AddHours(-1))));

    [Fact]
    public async Task Post_TokenOfAStranger_IsRefused() =>
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(setup.Service.Tokens.Issue(Issuer, AppId, Claims(ServiceUrl), key: FakeTokenIssuer.StrangersKey())));

    [Fact]
    public async Task Post_ChannelThatTheKeyDoesNotEndorse_IsRefused() => Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(Token(), channel: "webchat"));

    private static Dictionary<string, object> Claims(string serviceUrl) => new() { ["serviceurl"] = serviceUrl };

    private string Token(string audience = AppId, string serviceUrl = ServiceUrl, DateTime? expires = null) => setup.Service.Tokens.Issue(Issuer, audience, Claims(serviceUrl), expires: expires);

    // A type that the bot ignores: what is tested is the door, and no reply has to leave through it.
    private async Task<HttpStatusCode> PostAsync(string? token, string channel = "msteams")
    {
        var activity = new JObject
        {
            ["type"] = "somethingNew",
            ["id"] = "1",
            ["channelId"] = channel,
            ["serviceUrl"] = ServiceUrl,
            ["conversation"] = new JObject { ["id"] = "c1" },
            ["from"] = new JObject { ["id"] = "user" },
            ["recipient"] = new JObject { ["id"] = "bot" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(activity.ToString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await setup.Bot.Http.SendAsync(request);
        return response.StatusCode;
    }

    public sealed class Setup : IAsyncLifetime, IDisposable
    {
        private readonly TemporaryFolder _data = new();

        internal LoopbackIssuer Service { get; private set; } = null!;

        internal BotHost Bot { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Service = await LoopbackIssuer.StartAsync(new FakeTokenIssuer("msteams"));
            Bot = await BotHost.StartAsync(_data.Path, null, "--MicrosoftAppId", AppId, "--MicrosoftAppPassword", "secret", "--BotFramework:OpenIdMetadata", Service.MetadataUrl);
        }

        public async Task DisposeAsync()
        {
            await Bot.DisposeAsync();
            await Service.DisposeAsync();
        }

        public void Dispose() => _data.Dispose();
    }
}
