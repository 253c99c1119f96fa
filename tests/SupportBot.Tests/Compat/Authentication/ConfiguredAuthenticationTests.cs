using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace SupportBot.Tests.Compat.Authentication;

public sealed class ConfiguredAuthenticationTests : IAsyncLifetime
{
    private const string AppId = "00000000-0000-0000-0000-00000000000a";
    private const string Issuer = "https://issuer.test";
    private const string ServiceUrl = "https://channel.test/";
    private const string EmulatorIssuer = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/";

    private LoopbackIssuer _channel = null!;
    private LoopbackIssuer _entra = null!;

    public async Task InitializeAsync()
    {
        _channel = await LoopbackIssuer.StartAsync(new FakeTokenIssuer("webchat"));
        _entra = await LoopbackIssuer.StartAsync(FakeTokenIssuer.Second());
    }

    public async Task DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _entra.DisposeAsync();
    }

    [Fact]
    public async Task AuthenticateRequest_FromTheChannel_NamesCallerAndAudience()
    {
        var result = await Authenticate(ChannelToken(), Message());

        Assert.True(result.ClaimsIdentity.IsAuthenticated);
        Assert.Equal("https://scope.test", result.Audience);
        Assert.Equal("urn:test:channel", result.CallerId);
        Assert.NotNull(result.ConnectorFactory);
    }

    [Fact]
    public async Task AuthenticateRequest_WithoutHeader_IsUnauthorized() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Authentication().AuthenticateRequestAsync(Message(), null, default));

    [Theory]
    [InlineData("Basic abc")]
    [InlineData("Bearer")]
    public async Task AuthenticateRequest_OtherHeader_IsUnauthorized(string header) =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Authentication().AuthenticateRequestAsync(Message(), header, default));

    [Fact]
    public async Task AuthenticateRequest_ForAnotherBot_IsUnauthorized() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Authenticate(ChannelToken(audience: "other"), Message()));

    [Fact]
    public async Task AuthenticateRequest_ForNobody_IsUnauthorized() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Authenticate(_channel.Tokens.Issue(Issuer, null, ServiceUrlClaim()), Message()));

    [Fact]
    public async Task AuthenticateRequest_FromAnotherIssuer_IsUnauthorized() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Authenticate(_channel.Tokens.Issue("https://other.test", AppId, ServiceUrlClaim()), Message()));

    [Fact]
    public async Task AuthenticateRequest_FromABotServiceToken_IsUnauthorizedWhereAnotherIssuerIsConfigured() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Authenticate(_channel.Tokens.Issue("https://api.botframework.com", AppId, ServiceUrlClaim()), Message()));

    [Fact]
    public async Task AuthenticateRequest_ServiceUrlOfAnotherActivity_IsUnauthorized()
    {
        var activity = Message();
        activity.ServiceUrl = "https://attacker.test/";

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Authenticate(ChannelToken(), activity));
    }

    [Fact]
    public async Task AuthenticateRequest_ServiceUrlInOtherCase_IsAccepted()
    {
        var activity = Message();
        activity.ServiceUrl = ServiceUrl.ToUpperInvariant();

        Assert.NotNull(await Authenticate(ChannelToken(), activity));
    }

    [Fact]
    public async Task AuthenticateRequest_TokenWithoutServiceUrl_IsUnauthorized() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Authenticate(_channel.Tokens.Issue(Issuer, AppId), Message()));

    [Fact]
    public async Task AuthenticateRequest_UnendorsedChannel_IsUnauthorized()
    {
        var activity = Message();
        activity.ChannelId = "directline";

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Authenticate(ChannelToken(), activity));
    }

    [Fact]
    public async Task AuthenticateRequest_MissingRequiredEndorsement_IsUnauthorized() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
            Authentication(new AuthenticationConfiguration { RequiredEndorsements = ["other"] }).AuthenticateRequestAsync(Message(), "Bearer " + ChannelToken(), default));

    [Fact]
    public async Task AuthenticateRequest_Expired_IsUnauthorized() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
            Authenticate(_channel.Tokens.Issue(Issuer, AppId, ServiceUrlClaim(), expires: DateTime.UtcNow.AddMinutes(-10)), Message()));

    [Fact]
    public async Task AuthenticateRequest_SignedByAStranger_Throws() =>
        await Assert.ThrowsAnyAsync<SecurityTokenException>(() =>
            Authenticate(_channel.Tokens.Issue(Issuer, AppId, ServiceUrlClaim(), key: FakeTokenIssuer.StrangersKey()), Message()));

    [Fact]
    public async Task AuthenticateRequest_SignedByEntraForTheChannel_Throws() =>
        await Assert.ThrowsAnyAsync<SecurityTokenException>(() => Authenticate(_entra.Tokens.Issue(Issuer, AppId, ServiceUrlClaim()), Message()));

    [Theory]
    [InlineData("1.0", "appid")]
    [InlineData("2.0", "azp")]
    public async Task AuthenticateRequest_FromTheEmulator_IsAccepted(string version, string claim)
    {
        var result = await Authenticate(EmulatorToken(version, claim, AppId), Message());

        Assert.True(result.ClaimsIdentity.IsAuthenticated);
        Assert.Equal("https://scope.test", result.Audience);
    }

    [Theory]
    [InlineData("1.0", "azp")]
    [InlineData("2.0", "appid")]
    [InlineData("3.0", "appid")]
    public async Task AuthenticateRequest_EmulatorTokenWithoutTheAppIdOfItsVersion_IsUnauthorized(string version, string claim) =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Authenticate(EmulatorToken(version, claim, AppId), Message()));

    [Fact]
    public async Task AuthenticateRequest_EmulatorTokenWithoutVersion_IsUnauthorized() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Authenticate(_entra.Tokens.Issue(EmulatorIssuer, AppId, new Dictionary<string, object> { ["appid"] = AppId }), Message()));

    [Fact]
    public async Task AuthenticateRequest_EmulatorOfAnotherBot_IsUnauthorized() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
            Authenticate(_entra.Tokens.Issue(EmulatorIssuer, "other", new Dictionary<string, object> { ["ver"] = "1.0", ["appid"] = "other" }), Message()));

    [Fact]
    public async Task AuthenticateRequest_FromAnotherBot_NeedsAClaimsValidator() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Authenticate(EmulatorToken("2.0", "azp", "caller"), Message()));

    [Fact]
    public async Task AuthenticateRequest_FromAnAllowedBot_AnswersToThatBot()
    {
        var configuration = new AuthenticationConfiguration { ClaimsValidator = new AllowedCallersClaimsValidator(["caller"]) };

        var result = await Authentication(configuration).AuthenticateRequestAsync(Message(), "Bearer " + EmulatorToken("2.0", "azp", "caller"), default);

        Assert.Equal("caller", result.Audience);
        Assert.Equal("urn:botframework:aadappid:caller", result.CallerId);
    }

    [Fact]
    public async Task AuthenticateRequest_FromABotThatIsNotAllowed_IsUnauthorized()
    {
        var configuration = new AuthenticationConfiguration { ClaimsValidator = new AllowedCallersClaimsValidator(["somebody else"]) };

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Authentication(configuration).AuthenticateRequestAsync(Message(), "Bearer " + EmulatorToken("2.0", "azp", "caller"), default));
    }

    [Fact]
    public async Task AuthenticateRequest_AdditionalIssuer_IsAcceptedFromOtherBots()
    {
        const string tenant = "https://sts.windows.net/00000000-0000-0000-0000-00000000000b/";
        var token = _entra.Tokens.Issue(tenant, AppId, new Dictionary<string, object> { ["ver"] = "1.0", ["appid"] = "caller" });
        var configuration = new AuthenticationConfiguration { ClaimsValidator = new AllowedCallersClaimsValidator(["*"]) };

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Authentication(configuration).AuthenticateRequestAsync(Message(), "Bearer " + token, default));
        configuration.ValidTokenIssuers = [tenant];
        Assert.NotNull(await Authentication(configuration).AuthenticateRequestAsync(Message(), "Bearer " + token, default));
    }

    [Fact]
    public async Task AuthenticateRequest_AuthenticationOff_IsAnonymous()
    {
        var result = await BotFrameworkAuthenticationFactory.Create().AuthenticateRequestAsync(Message(), null, default);

        Assert.True(result.ClaimsIdentity.IsAuthenticated);
        Assert.Equal("anonymous", result.ClaimsIdentity.AuthenticationType);
        Assert.Null(result.CallerId);
    }

    [Fact]
    public async Task AuthenticateRequest_AuthenticationOffAndASkillInTheEmulator_IsTheAnonymousSkill()
    {
        var activity = Message();
        activity.ChannelId = "emulator";
        activity.Recipient = new ChannelAccount { Role = RoleTypes.Skill };

        var result = await BotFrameworkAuthenticationFactory.Create().AuthenticateRequestAsync(activity, null, default);

        Assert.Equal("AnonymousSkill", result.ClaimsIdentity.FindFirst("appid")!.Value);
        Assert.Equal("AnonymousSkill", result.Audience);
    }

    [Fact]
    public async Task AuthenticateStreamingRequest_WithoutChannel_IsUnauthorized() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Authentication().AuthenticateStreamingRequestAsync("Bearer " + ChannelToken(), null, default));

    [Fact]
    public async Task AuthenticateStreamingRequest_GoodToken_ChecksNoServiceUrl() =>
        Assert.NotNull(await Authentication().AuthenticateStreamingRequestAsync("Bearer " + ChannelToken(), "webchat", default));

    [Fact]
    public async Task AuthenticateChannelRequest_WithoutHeader_IsUnauthorized() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Authentication().AuthenticateChannelRequestAsync(null, default));

    [Fact]
    public void GetOriginatingAudience_IsTheScope() => Assert.Equal("https://scope.test", Authentication().GetOriginatingAudience());

    [Fact]
    public void New_UnknownChannelService_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new ConfigurationBotFrameworkAuthentication(Settings(new() { ["ChannelService"] = "https://somewhere.test" })));

    [Fact]
    public async Task New_AseChannelNotSetUpForThisBot_IsUnauthorized()
    {
        var activity = Message();
        activity.ChannelId = "AseChannel";

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Authenticate(ChannelToken(), activity));
    }

    private static Activity Message() => new() { Type = ActivityTypes.Message, ChannelId = "webchat", ServiceUrl = ServiceUrl };

    private static Dictionary<string, object> ServiceUrlClaim() => new() { ["serviceurl"] = ServiceUrl };

    private static IConfiguration Settings(Dictionary<string, string?> settings) => new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

    private string ChannelToken(string audience = AppId) => _channel.Tokens.Issue(Issuer, audience, ServiceUrlClaim());

    private string EmulatorToken(string version, string claim, string appId) =>
        _entra.Tokens.Issue(EmulatorIssuer, AppId, new Dictionary<string, object> { ["ver"] = version, [claim] = appId });

    private Task<AuthenticateRequestResult> Authenticate(string token, Activity activity) => Authentication().AuthenticateRequestAsync(activity, "Bearer " + token, default);

    private ConfigurationBotFrameworkAuthentication Authentication(AuthenticationConfiguration? configuration = null) => new(
        Settings(new()
        {
            ["MicrosoftAppId"] = AppId,
            ["MicrosoftAppPassword"] = "secret",
            ["ToChannelFromBotLoginUrl"] = "https://login.test/tenant",
            ["ToChannelFromBotOAuthScope"] = "https://scope.test",
            ["ToBotFromChannelTokenIssuer"] = Issuer,
            ["OAuthUrl"] = "https://oauth.test",
            ["ToBotFromChannelOpenIdMetadataUrl"] = _channel.MetadataUrl,
            ["ToBotFromEmulatorOpenIdMetadataUrl"] = _entra.MetadataUrl,
            ["CallerId"] = "urn:test:channel",
        }),
        authConfiguration: configuration);
}
