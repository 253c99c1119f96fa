using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Compat.Authentication;

/// <summary>Tokens of the US government cloud. The only tests that touch its metadata address, which the SDK keeps for the process.</summary>
public sealed class GovernmentChannelTests : IDisposable
{
    private const string Issuer = "https://api.botframework.us";
    private const string ServiceUrl = "https://channel.test/";

    private readonly string _officialUrl = GovernmentChannelValidation.OpenIdMetadataUrl;
    private readonly FakeTokenIssuer _tokens = new("webchat");
    private readonly HttpClient _httpClient;

    public GovernmentChannelTests()
    {
        var handler = new FakeIssuerHandler(_tokens);
        _httpClient = new HttpClient(handler);
        GovernmentChannelValidation.OpenIdMetadataUrl = handler.MetadataUrl;
    }

    public void Dispose()
    {
        GovernmentChannelValidation.OpenIdMetadataUrl = _officialUrl;
        _httpClient.Dispose();
    }

    [Fact]
    public async Task AuthenticateRequest_GovernmentToken_IsAccepted() => Assert.True((await AuthenticateAsync(Issuer, "app")).IsAuthenticated);

    [Theory]
    [InlineData("https://api.botframework.com", "app")]
    [InlineData(Issuer, "other")]
    public async Task AuthenticateRequest_PublicIssuerOrAnotherBot_IsUnauthorized(string issuer, string audience) =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => AuthenticateAsync(issuer, audience));

    private Task<System.Security.Claims.ClaimsIdentity> AuthenticateAsync(string issuer, string audience) => JwtTokenValidation.AuthenticateRequest(
        new Activity { ChannelId = "webchat", ServiceUrl = ServiceUrl },
        "Bearer " + _tokens.Issue(issuer, audience, new Dictionary<string, object> { ["serviceurl"] = ServiceUrl }),
        new SimpleCredentialProvider("app", "secret"),
        new SimpleChannelProvider(GovernmentAuthenticationConstants.ChannelService),
        _httpClient);
}
