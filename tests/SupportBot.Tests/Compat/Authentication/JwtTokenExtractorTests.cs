using Microsoft.Bot.Connector.Authentication;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Tokens;

namespace SupportBot.Tests.Compat.Authentication;

public sealed class JwtTokenExtractorTests : IDisposable
{
    private const string Issuer = "https://api.botframework.com";

    private readonly FakeTokenIssuer _tokens = new("webchat", "msteams");
    private readonly FakeIssuerHandler _handler;
    private readonly HttpClient _httpClient;

    public JwtTokenExtractorTests()
    {
        _handler = new FakeIssuerHandler(_tokens);
        _httpClient = new HttpClient(_handler);
    }

    public void Dispose() => _httpClient.Dispose();

    [Fact]
    public async Task GetIdentity_GoodToken_ReturnsItsClaims()
    {
        var identity = await Extractor().GetIdentityAsync(Bearer(_tokens.Issue(Issuer, "app")), "webchat");

        Assert.True(identity.IsAuthenticated);
        Assert.Equal("app", identity.FindFirst("aud")!.Value);
        Assert.Equal(Issuer, identity.FindFirst("aud")!.Issuer);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer a b")]
    public async Task GetIdentity_OtherHeader_ReturnsNull(string? header) =>
        Assert.Null(await Extractor().GetIdentityAsync(header, "webchat"));

    [Fact]
    public async Task GetIdentity_ForeignIssuer_ReturnsNullWithoutAskingForKeys()
    {
        var identity = await Extractor().GetIdentityAsync(Bearer(_tokens.Issue("https://evil.example", "app")), "webchat");

        Assert.Null(identity);
        Assert.Equal(0, _tokens.DocumentsServed);
    }

    [Fact]
    public async Task GetIdentity_Expired_IsUnauthorized() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
            Extractor().GetIdentityAsync(Bearer(_tokens.Issue(Issuer, "app", expires: DateTime.UtcNow.AddMinutes(-6))), "webchat"));

    [Fact]
    public async Task GetIdentity_ExpiredWithinClockSkew_IsAccepted() =>
        Assert.NotNull(await Extractor().GetIdentityAsync(Bearer(_tokens.Issue(Issuer, "app", expires: DateTime.UtcNow.AddMinutes(-4))), "webchat"));

    [Fact]
    public async Task GetIdentity_SignedByAnUnpublishedKey_Throws() =>
        await Assert.ThrowsAsync<SecurityTokenSignatureKeyNotFoundException>(() =>
            Extractor().GetIdentityAsync(Bearer(_tokens.Issue(Issuer, "app", key: FakeTokenIssuer.StrangersKey())), "webchat"));

    [Fact]
    public async Task GetIdentity_TamperedWith_Throws()
    {
        var parts = _tokens.Issue(Issuer, "app").Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("\"app\"", "\"other\"", StringComparison.Ordinal);

        await Assert.ThrowsAnyAsync<SecurityTokenInvalidSignatureException>(() =>
            Extractor().GetIdentityAsync(Bearer($"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}"), "webchat"));
    }

    [Fact]
    public async Task GetIdentity_Unsigned_Throws()
    {
        var payload = _tokens.Issue(Issuer, "app").Split('.')[1];
        var header = Base64UrlEncoder.Encode("{\"alg\":\"none\",\"typ\":\"JWT\"}");

        await Assert.ThrowsAnyAsync<SecurityTokenInvalidSignatureException>(() => Extractor().GetIdentityAsync(Bearer($"{header}.{payload}."), "webchat"));
    }

    [Fact]
    public async Task GetIdentity_AlgorithmNotAllowed_IsUnauthorized() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
            Extractor().GetIdentityAsync(Bearer(_tokens.Issue(Issuer, "app", algorithm: SecurityAlgorithms.RsaSsaPssSha256)), "webchat"));

    [Fact]
    public async Task GetIdentity_KeyDoesNotEndorseTheChannel_IsUnauthorized() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Extractor().GetIdentityAsync(Bearer(_tokens.Issue(Issuer, "app")), "directline"));

    [Fact]
    public async Task GetIdentity_RequiredEndorsementPresent_IsAccepted() =>
        Assert.NotNull(await Extractor().GetIdentityAsync(Bearer(_tokens.Issue(Issuer, "app")), "webchat", ["msteams"]));

    [Fact]
    public async Task GetIdentity_RequiredEndorsementMissing_IsUnauthorized() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Extractor().GetIdentityAsync(Bearer(_tokens.Issue(Issuer, "app")), "webchat", ["other"]));

    [Fact]
    public async Task GetIdentity_KeyWithoutEndorsements_SpeaksForEveryChannel()
    {
        var key = _tokens.AddKey();

        Assert.NotNull(await Extractor().GetIdentityAsync(Bearer(_tokens.Issue(Issuer, "app", key: key)), "directline"));
    }

    [Fact]
    public async Task GetIdentity_NullRequiredEndorsements_IsTheCallersMistake() =>
        await Assert.ThrowsAsync<ArgumentNullException>(() => Extractor().GetIdentityAsync("Bearer", "token", "webchat", null));

    [Fact]
    public async Task GetIdentity_KeysRolledOver_FetchesThemAgain()
    {
        await Extractor().GetIdentityAsync(Bearer(_tokens.Issue(Issuer, "app")), "webchat");
        _tokens.AddKey("webchat");

        Assert.NotNull(await Extractor().GetIdentityAsync(Bearer(_tokens.Issue(Issuer, "app")), "webchat"));
    }

    [Fact]
    public async Task GetIdentity_ManyUnknownKeys_FetchOnce()
    {
        await Extractor().GetIdentityAsync(Bearer(_tokens.Issue(Issuer, "app")), "webchat");
        var before = _tokens.DocumentsServed;
        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<SecurityTokenSignatureKeyNotFoundException>(() =>
                Extractor().GetIdentityAsync(Bearer(_tokens.Issue(Issuer, "app", key: FakeTokenIssuer.StrangersKey())), "webchat"));
        }

        // Metadata and keys, once for the signatures and once for the endorsements.
        Assert.Equal(before + 4, _tokens.DocumentsServed);
    }

    [Fact]
    public async Task GetIdentity_ProviderLostAfterAnUnknownKey_KeepsTheKeysAtHand()
    {
        var good = Bearer(_tokens.Issue(Issuer, "app"));
        await Extractor().GetIdentityAsync(good, "webchat");
        _handler.OutOfReach = true;
        await Assert.ThrowsAsync<SecurityTokenSignatureKeyNotFoundException>(() =>
            Extractor().GetIdentityAsync(Bearer(_tokens.Issue(Issuer, "app", key: FakeTokenIssuer.StrangersKey())), "webchat"));

        Assert.NotNull(await Extractor().GetIdentityAsync(good, "webchat"));
    }

    [Fact]
    public async Task GetIdentity_CustomEndorsements_TakeThePlaceOfThePublishedOnes()
    {
        var endorsements = new FixedEndorsements(new Dictionary<string, HashSet<string>> { [_tokens.AddKey("webchat").KeyId] = ["directline"] });
        var manager = new ConfigurationManager<IDictionary<string, HashSet<string>>>("fixed", endorsements, endorsements);
        var extractor = new JwtTokenExtractor(_httpClient, Parameters(), _handler.MetadataUrl, AuthenticationConstants.AllowedSigningAlgorithms, manager);

        Assert.NotNull(await extractor.GetIdentityAsync(Bearer(_tokens.Issue(Issuer, "app")), "directline"));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => extractor.GetIdentityAsync(Bearer(_tokens.Issue(Issuer, "app")), "webchat"));
    }

    [Fact]
    public void New_NullCustomEndorsements_IsTheCallersMistake() =>
        Assert.Throws<ArgumentNullException>(() => new JwtTokenExtractor(_httpClient, Parameters(), _handler.MetadataUrl, AuthenticationConstants.AllowedSigningAlgorithms, null));

    private static string Bearer(string token) => "Bearer " + token;

    private static TokenValidationParameters Parameters()
    {
        var parameters = ChannelValidation.ToBotFromChannelTokenValidationParameters.Clone();
        parameters.ValidIssuers = [Issuer];
        return parameters;
    }

    private JwtTokenExtractor Extractor() => new(_httpClient, Parameters(), _handler.MetadataUrl, AuthenticationConstants.AllowedSigningAlgorithms);

    private sealed class FixedEndorsements(IDictionary<string, HashSet<string>> endorsements) : IConfigurationRetriever<IDictionary<string, HashSet<string>>>, IDocumentRetriever
    {
        public Task<IDictionary<string, HashSet<string>>> GetConfigurationAsync(string address, IDocumentRetriever retriever, CancellationToken cancel) => Task.FromResult(endorsements);

        public Task<string> GetDocumentAsync(string address, CancellationToken cancel) => Task.FromResult(string.Empty);
    }
}
