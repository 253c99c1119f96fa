using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Rest;

namespace SupportBot.Tests.Compat.Authentication;

public sealed class AppCredentialsTests : IDisposable
{
    private readonly FakeEntraHandler _entra = new();
    private readonly HttpClient _httpClient;

    // MSAL keeps tokens for the process; an app id of its own keeps each test apart.
    private readonly string _appId = Guid.NewGuid().ToString();

    public AppCredentialsTests() => _httpClient = new HttpClient(_entra);

    public void Dispose() => _httpClient.Dispose();

    [Fact]
    public async Task GetToken_Password_AsksTheBotFrameworkTenantForTheChannelsScope()
    {
        var token = await new MicrosoftAppCredentials(_appId, "secret", _httpClient).GetTokenAsync();

        var (address, body) = Assert.Single(_entra.TokenRequests);
        Assert.Equal("token-1", token);
        Assert.Equal("https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token", address.GetLeftPart(UriPartial.Path));
        Assert.Contains("grant_type=client_credentials", body, StringComparison.Ordinal);
        Assert.Contains("https://api.botframework.com/.default", body, StringComparison.Ordinal);
        Assert.Contains("client_secret=secret", body, StringComparison.Ordinal);
        Assert.Contains("client_id=" + _appId, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetToken_Tenant_AsksThatTenant()
    {
        await new MicrosoftAppCredentials(_appId, "secret", "contoso.test", _httpClient).GetTokenAsync();

        Assert.StartsWith("https://login.microsoftonline.com/contoso.test/", Assert.Single(_entra.TokenRequests).Address.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetToken_Again_IsServedFromTheCache()
    {
        var first = await new MicrosoftAppCredentials(_appId, "secret", _httpClient).GetTokenAsync();
        var second = await new MicrosoftAppCredentials(_appId, "secret", _httpClient).GetTokenAsync();

        Assert.Equal(first, second);
        Assert.Single(_entra.TokenRequests);
    }

    [Fact]
    public async Task GetToken_Forced_IsFetchedAnew()
    {
        var credentials = new MicrosoftAppCredentials(_appId, "secret", _httpClient);

        Assert.NotEqual(await credentials.GetTokenAsync(), await credentials.GetTokenAsync(forceRefresh: true));
    }

    [Fact]
    public async Task GetToken_AnotherScope_HasATokenOfItsOwn()
    {
        var channel = await new MicrosoftAppCredentials(_appId, "secret", _httpClient).GetTokenAsync();
        var skill = await new MicrosoftAppCredentials(_appId, "secret", _httpClient, oAuthScope: "skill-id").GetTokenAsync();

        Assert.NotEqual(channel, skill);
        Assert.Contains("skill-id/.default", _entra.TokenRequests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetToken_WrongPassword_FailsWithoutTryingAgain()
    {
        _entra.Before = _ => new HttpResponseMessage(HttpStatusCode.Unauthorized)
        {
            Content = new StringContent("""{"error":"invalid_client","error_description":"wrong"}"""),
        };

        await Assert.ThrowsAsync<AggregateException>(() => new MicrosoftAppCredentials(_appId, "wrong", _httpClient).GetTokenAsync());
        Assert.Single(_entra.TokenRequests);
    }

    [Fact]
    public async Task GetToken_EmptyMsalCredentials_Fails() => await Assert.ThrowsAsync<AggregateException>(() => MsalAppCredentials.Empty.GetTokenAsync());

    [Fact]
    public async Task GetToken_Government_AsksTheGovernmentCloud()
    {
        await new MicrosoftGovernmentAppCredentials(_appId, "secret", _httpClient).GetTokenAsync();

        var (address, body) = Assert.Single(_entra.TokenRequests);
        Assert.StartsWith("https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us/", address.AbsoluteUri, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("https://api.botframework.us/.default", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetToken_Certificate_SignsAnAssertion()
    {
        using var certificate = NewCertificate();

        await new CertificateAppCredentials(certificate, false, _appId, "contoso.test", _httpClient).GetTokenAsync();

        Assert.Contains("client_assertion=ey", Assert.Single(_entra.TokenRequests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetToken_ManagedIdentity_AsksTheMachineForTheResource()
    {
        Assert.Equal("token-1", await new ManagedIdentityAppCredentials(_appId, "https://api.botframework.com", _httpClient).GetTokenAsync());

        var query = _entra.TokenRequests[^1].Address.Query;
        Assert.Contains(_appId, query, StringComparison.Ordinal);
        Assert.Contains("api.botframework.com", query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetToken_ManagedIdentityOutOfReachOnce_TriesAgain()
    {
        _entra.Before = n => n == 1 ? throw new InvalidOperationException("out of reach") : null;

        Assert.Equal("token-1", (await new ManagedIdentityAuthenticator(_appId, "resource", _httpClient).GetTokenAsync()).AccessToken);
        Assert.Equal(2, _entra.TokenRequests.Count);
    }

    [Fact]
    public async Task GetToken_ManagedIdentityOutOfReach_GivesUpAfterTenRetries()
    {
        _entra.Before = _ => throw new InvalidOperationException("out of reach");

        var failure = await Assert.ThrowsAsync<AggregateException>(() => new ManagedIdentityAuthenticator(_appId, "resource", _httpClient).GetTokenAsync());
        Assert.Equal(11, failure.InnerExceptions.Count);
        Assert.Equal(11, _entra.TokenRequests.Count);
    }

    [Fact]
    public async Task GetToken_ManagedIdentityRefused_FailsWithoutTryingAgain()
    {
        _entra.Before = _ => new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent("{\"error\":\"invalid_request\"}") };

        await Assert.ThrowsAsync<AggregateException>(() => new ManagedIdentityAuthenticator(_appId, "resource", _httpClient).GetTokenAsync());
        Assert.Single(_entra.TokenRequests);
    }

    [Fact]
    public async Task GetToken_Federated_ProvesItselfWithTheManagedIdentitysToken()
    {
        var clientId = Guid.NewGuid().ToString();

        await new FederatedAppCredentials(_appId, clientId, "contoso.test", customHttpClient: _httpClient).GetTokenAsync();

        Assert.Equal(2, _entra.TokenRequests.Count);
        Assert.Contains("AzureADTokenExchange", Uri.UnescapeDataString(_entra.TokenRequests[0].Address.Query), StringComparison.Ordinal);
        Assert.Contains("client_assertion=token-1", _entra.TokenRequests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProcessHttpRequest_WithAppId_SignsTheRequest()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://channel.test/");

        await new MicrosoftAppCredentials(_appId, "secret", _httpClient).ProcessHttpRequestAsync(request, default);

        Assert.Equal("Bearer token-1", request.Headers.Authorization!.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AnonymousSkill")]
    public async Task ProcessHttpRequest_WithoutAppId_SendsNoToken(string? appId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://channel.test/");

        await new MicrosoftAppCredentials(appId, null, _httpClient).ProcessHttpRequestAsync(request, default);

        Assert.Null(request.Headers.Authorization);
        Assert.Empty(_entra.TokenRequests);
    }

    [Fact]
    public void Defaults_AreThePublicCloud()
    {
        Assert.Equal("https://login.microsoftonline.com/botframework.com", MicrosoftAppCredentials.Empty.OAuthEndpoint);
        Assert.Equal("https://api.botframework.com", MicrosoftAppCredentials.Empty.OAuthScope);
        Assert.Equal("botframework.com", MicrosoftAppCredentials.Empty.ChannelAuthTenant);
        Assert.True(MicrosoftAppCredentials.Empty.ValidateAuthority);
    }

    [Fact]
    public void Government_HasItsOwnEndpointAndScope()
    {
        Assert.Equal("https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us", MicrosoftGovernmentAppCredentials.Empty.OAuthEndpoint);
        Assert.Equal("https://api.botframework.us", MicrosoftGovernmentAppCredentials.Empty.OAuthScope);
    }

    [Fact]
    public void New_WithoutWhatIsNeeded_IsRefused()
    {
        using var certificate = NewCertificate();

        Assert.Throws<ArgumentNullException>(() => new CertificateAppCredentials(null, "app", null, null, null));
        Assert.Throws<ArgumentNullException>(() => new CertificateAppCredentials(certificate, "", null, null, null));
        Assert.Throws<ArgumentNullException>(() => new CertificateAppCredentials(new CertificateAppCredentialsOptions { AppId = "app" }));
        Assert.Throws<ArgumentNullException>(() => new ManagedIdentityAppCredentials(" ", "scope"));
        Assert.Throws<ArgumentNullException>(() => new ManagedIdentityAuthenticator("app", ""));
        Assert.Throws<ArgumentNullException>(() => new FederatedAppCredentials("", "client"));
    }

    [Fact]
    public async Task Factory_Password_MakesCredentialsOfTheCloudAskedFor()
    {
        var factory = new PasswordServiceClientCredentialFactory(_appId, "secret", "contoso.test", _httpClient, null);

        var known = (AppCredentials)await factory.CreateCredentialsAsync(_appId, "scope", AuthenticationConstants.ToChannelFromBotLoginUrlTemplate, true, default);
        var government = (AppCredentials)await factory.CreateCredentialsAsync(_appId, null, GovernmentAuthenticationConstants.ToChannelFromBotLoginUrlTemplate, true, default);
        var own = (AppCredentials)await factory.CreateCredentialsAsync(_appId, "scope", "https://login.test/tenant", false, default);

        Assert.Equal("https://login.microsoftonline.com/contoso.test", known.OAuthEndpoint);
        Assert.Equal("scope", known.OAuthScope);
        Assert.Equal("https://login.microsoftonline.us/contoso.test", government.OAuthEndpoint);
        Assert.Equal("https://api.botframework.us", government.OAuthScope);
        Assert.Equal("https://login.test/tenant", own.OAuthEndpoint);
        Assert.False(own.ValidateAuthority);
    }

    [Fact]
    public async Task Factory_AnotherApp_IsRefused()
    {
        using var certificate = NewCertificate();
        ServiceClientCredentialsFactory[] factories =
        [
            new PasswordServiceClientCredentialFactory(_appId, "secret", null, _httpClient, null),
            new ManagedIdentityServiceClientCredentialsFactory(_appId, _httpClient),
            new CertificateServiceClientCredentialsFactory(certificate, _appId),
            new FederatedServiceClientCredentialsFactory(_appId, "client"),
        ];
        foreach (var factory in factories)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => factory.CreateCredentialsAsync("other", "scope", AuthenticationConstants.ToChannelFromBotLoginUrlTemplate, true, default));
            Assert.True(await factory.IsValidAppIdAsync(_appId, default));
            Assert.False(await factory.IsValidAppIdAsync("other", default));
            Assert.False(await factory.IsAuthenticationDisabledAsync(default));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Factory_PasswordWithoutAppId_SwitchesAuthenticationOff(string? appId)
    {
        var factory = new PasswordServiceClientCredentialFactory(appId, null, null, null, null);

        Assert.True(await factory.IsAuthenticationDisabledAsync(default));
        Assert.Same(MicrosoftAppCredentials.Empty, await factory.CreateCredentialsAsync("any", "scope", "https://login.test", true, default));
    }

    [Fact]
    public async Task Factory_Certificate_MakesCredentialsOncePerAudience()
    {
        using var certificate = NewCertificate();
        var factory = new CertificateServiceClientCredentialsFactory(certificate, _appId);

        Task<ServiceClientCredentials> Make(string audience, string endpoint) => factory.CreateCredentialsAsync(_appId, audience, endpoint, true, default);

        var first = await Make("a", AuthenticationConstants.ToChannelFromBotLoginUrlTemplate);
        Assert.IsType<CertificateAppCredentials>(first);
        Assert.Same(first, await Make("a", AuthenticationConstants.ToChannelFromBotLoginUrlTemplate));
        Assert.NotSame(first, await Make("b", AuthenticationConstants.ToChannelFromBotLoginUrlTemplate));
        Assert.IsType<CertificateGovernmentAppCredentials>(await Make("a", GovernmentAuthenticationConstants.ToChannelFromBotLoginUrlTemplate));
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        return new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
