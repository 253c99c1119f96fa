using System.Security.Claims;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Compat.Authentication;

public sealed class ClaimsTests
{
    private const string Service = "https://webchat.botframework.com/";

    [Theory]
    [InlineData(null, "appid", "a")]
    [InlineData("", "appid", "a")]
    [InlineData("1.0", "appid", "a")]
    [InlineData("2.0", "azp", "a")]
    [InlineData("2.0", "appid", null)]
    [InlineData("1.0", "azp", null)]
    [InlineData("3.0", "appid", null)]
    public void GetAppIdFromClaims_ReadsTheClaimOfTheVersion(string? version, string claim, string? expected)
    {
        var claims = new List<Claim> { new(claim, "a") };
        if (version is not null)
            claims.Add(new Claim("ver", version));

        Assert.Equal(expected, JwtTokenValidation.GetAppIdFromClaims(claims));
    }

    [Fact]
    public void GetAppIdFromClaims_Null_IsTheCallersMistake() => Assert.Throws<ArgumentNullException>(() => JwtTokenValidation.GetAppIdFromClaims(null));

    [Theory]
    [InlineData("1.0", "bot", "caller", true)]
    [InlineData("1.0", "bot", "bot", false)]
    [InlineData("1.0", "https://api.botframework.com", "caller", false)]
    [InlineData("1.0", "https://api.botframework.us", "caller", false)]
    [InlineData("1.0", null, "caller", false)]
    [InlineData("1.0", "bot", null, false)]
    [InlineData(null, "bot", "caller", false)]
    [InlineData(null, null, "AnonymousSkill", true)]
    public void IsSkillClaim_TellsBotsFromChannels(string? version, string? audience, string? appId, bool expected)
    {
        var claims = new List<Claim>();
        void Add(string type, string? value)
        {
            if (value is not null)
                claims.Add(new Claim(type, value));
        }

        Add("ver", version);
        Add("aud", audience);
        Add("appid", appId);

        Assert.Equal(expected, SkillValidation.IsSkillClaim(claims));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Basic abc")]
    public void IsTokenFrom_OtherHeader_IsFalse(string? header)
    {
        Assert.False(EmulatorValidation.IsTokenFromEmulator(header));
        Assert.False(SkillValidation.IsSkillToken(header));
    }

    [Theory]
    [InlineData("https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", true)]
    [InlineData("https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0", true)]
    [InlineData("https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0", true)]
    [InlineData("https://api.botframework.com", false)]
    public void IsTokenFromEmulator_GoesByTheIssuer(string issuer, bool expected) =>
        Assert.Equal(expected, EmulatorValidation.IsTokenFromEmulator("Bearer " + new FakeTokenIssuer().Issue(issuer, "app")));

    [Fact]
    public void IsSkillToken_TokenOfAnotherBot_IsTrue() =>
        Assert.True(SkillValidation.IsSkillToken("Bearer " + new FakeTokenIssuer().Issue("any", "bot", new Dictionary<string, object> { ["ver"] = "2.0", ["azp"] = "caller" })));

    [Fact]
    public async Task AllowedCallers_ChannelOrListedOrEverybody_Passes()
    {
        Claim[] channel = [new("aud", "bot")];
        Claim[] bot = [new("ver", "1.0"), new("aud", "bot"), new("appid", "caller")];

        await new AllowedCallersClaimsValidator(null).ValidateClaimsAsync(channel);
        await new AllowedCallersClaimsValidator(["caller"]).ValidateClaimsAsync(bot);
        await new AllowedCallersClaimsValidator(["*"]).ValidateClaimsAsync(bot);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => new AllowedCallersClaimsValidator(["other"]).ValidateClaimsAsync(bot));
        await Assert.ThrowsAsync<ArgumentNullException>(() => new AllowedCallersClaimsValidator(["other"]).ValidateClaimsAsync(null));
        await new AllowedSkillsClaimsValidator(["caller"]).ValidateClaimsAsync(bot);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => new AllowedSkillsClaimsValidator(null).ValidateClaimsAsync(bot));
    }

    [Fact]
    public async Task AuthenticateRequest_AuthenticationOff_IsAnonymous()
    {
        var identity = await JwtTokenValidation.AuthenticateRequest(new Activity { ServiceUrl = Service }, string.Empty, new SimpleCredentialProvider(), new SimpleChannelProvider());

        Assert.Equal("anonymous", identity.AuthenticationType);
        Assert.Empty(identity.Claims);
    }

    [Fact]
    public async Task AuthenticateRequest_WithAppIdButNoHeader_IsUnauthorized() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
            JwtTokenValidation.AuthenticateRequest(new Activity { ServiceUrl = Service }, null, new SimpleCredentialProvider("app", "secret"), new SimpleChannelProvider()));

    [Fact]
    public async Task ValidateAuthHeader_Empty_IsTheCallersMistake() =>
        await Assert.ThrowsAsync<ArgumentNullException>(() => JwtTokenValidation.ValidateAuthHeader(string.Empty, new SimpleCredentialProvider(), new SimpleChannelProvider(), "webchat"));

    [Theory]
    [InlineData("app", Service, "https://api.botframework.us", true, true)]
    [InlineData("app", Service, "https://api.botframework.us", false, false)]
    [InlineData("app", Service, "somebody", true, false)]
    [InlineData("other", Service, "https://api.botframework.us", true, false)]
    [InlineData("", Service, "https://api.botframework.us", true, false)]
    [InlineData("app", "", "https://api.botframework.us", true, false)]
    [InlineData("app", "other", "https://api.botframework.us", true, false)]
    public async Task GovernmentChannel_ValidateIdentity_ChecksAudienceIssuerAndServiceUrl(string audience, string serviceUrl, string issuer, bool authenticated, bool expected)
    {
        var identity = new ClaimsIdentity([new Claim("aud", audience, null, issuer), new Claim("serviceurl", serviceUrl)], authenticated ? "test" : null);
        var check = () => GovernmentChannelValidation.ValidateIdentity(identity, new SimpleCredentialProvider("app", string.Empty), Service);

        if (expected)
            await check();
        else
            await Assert.ThrowsAsync<UnauthorizedAccessException>(check);
    }

    [Fact]
    public async Task EnterpriseChannel_ValidateIdentity_AsksForThePublicIssuer()
    {
        ClaimsIdentity Identity(string issuer) => new([new Claim("aud", "app", null, issuer), new Claim("serviceurl", Service)], "test");

#pragma warning disable CS0618 // Obsolete in some versions of the official package, and still part of it.
        await EnterpriseChannelValidation.ValidateIdentity(Identity("https://api.botframework.com"), new SimpleCredentialProvider("app", string.Empty), Service);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => EnterpriseChannelValidation.ValidateIdentity(Identity("https://api.botframework.us"), new SimpleCredentialProvider("app", string.Empty), Service));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => EnterpriseChannelValidation.ValidateIdentity(null, new SimpleCredentialProvider("app", string.Empty), Service));
#pragma warning restore CS0618
    }

    [Theory]
    [InlineData("https://botframework.azure.us", true, false)]
    [InlineData("", false, true)]
    [InlineData(null, false, true)]
    [InlineData("other", false, false)]
    public async Task SimpleChannelProvider_TellsTheClouds(string? service, bool government, bool publicAzure)
    {
        var provider = new SimpleChannelProvider(service);

        Assert.Equal(government, provider.IsGovernment());
        Assert.Equal(publicAzure, provider.IsPublicAzure());
        Assert.Equal(service, await provider.GetChannelServiceAsync());
    }

    [Fact]
    public async Task SimpleCredentialProvider_KnowsItsOwnAppOnly()
    {
        var provider = new SimpleCredentialProvider("app", "secret");

        Assert.Equal("secret", await provider.GetAppPasswordAsync("app"));
        Assert.Null(await provider.GetAppPasswordAsync("other"));
        Assert.False(await provider.IsValidAppIdAsync("other"));
        Assert.False(await provider.IsAuthenticationDisabledAsync());
    }
}
