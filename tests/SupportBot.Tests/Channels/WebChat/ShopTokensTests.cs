using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SupportBot.Channels.WebChat;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.WebChat;

/// <summary>Which tokens of the shop count, with keys that it publishes and with a secret, and how often.</summary>
public sealed class ShopTokensTests : IDisposable
{
    private const string Path = "/api/webchat/session";
    private const string Secret = "the shop's secret of more than thirty-two bytes";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly RSA _otherRsa = RSA.Create(2048);
    private readonly ECDsa _curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    private SigningCredentials BySecret { get; } = new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)), SecurityAlgorithms.HmacSha256);

    public void Dispose()
    {
        _rsa.Dispose();
        _otherRsa.Dispose();
        _curve.Dispose();
    }

    [Theory]
    [InlineData("RS256", HttpStatusCode.OK)]
    [InlineData("RS384", HttpStatusCode.OK)]
    [InlineData("RS512", HttpStatusCode.OK)]
    [InlineData("PS256", HttpStatusCode.OK)]
    [InlineData("ES256", HttpStatusCode.OK)]
    [InlineData("ES256 of a stranger", HttpStatusCode.Unauthorized)]
    [InlineData("RS256 of a stranger", HttpStatusCode.Unauthorized)]
    [InlineData("HS256 with the public key", HttpStatusCode.Unauthorized)]
    [InlineData("HS256 with the public key as text", HttpStatusCode.Unauthorized)]
    [InlineData("HS256 with the modulus", HttpStatusCode.Unauthorized)]
    [InlineData("unsigned", HttpStatusCode.Unauthorized)]
    [InlineData("unsigned, with a kid", HttpStatusCode.Unauthorized)]
    public async Task Session_WithPublishedKeys_TakesWhatTheyVerify(string how, HttpStatusCode expected)
    {
        using var strangersCurve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var shop = await ShopKeyServer.StartAsync(Rsa("r1"), new ECDsaSecurityKey(_curve) { KeyId = "e1" });
        await using var host = await StartAsync(("WebChat:JwksUri", shop.Address));
        var token = how switch
        {
            "RS256 of a stranger" => Token(new(new RsaSecurityKey(_otherRsa) { KeyId = "r1" }, "RS256")),
            "ES256" => Token(new(new ECDsaSecurityKey(_curve) { KeyId = "e1" }, "ES256")),
            "ES256 of a stranger" => Token(new(new ECDsaSecurityKey(strangersCurve) { KeyId = "e1" }, "ES256")),
            "HS256 with the public key" => Token(Hmac(_rsa.ExportSubjectPublicKeyInfo())),
            "HS256 with the public key as text" => Token(Hmac(Encoding.ASCII.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem()))),
            "HS256 with the modulus" => Token(Hmac(_rsa.ExportParameters(false).Modulus!)),
            "unsigned" => Unsigned("""{"alg":"none"}"""),
            "unsigned, with a kid" => Unsigned("""{"alg":"none","kid":"r1"}"""),
            _ => Token(new(Rsa("r1"), how)),
        };

        Assert.Equal(expected, await TryAsync(host, token));
    }

    [Fact]
    public async Task Session_WithPublishedKeysAndWhatIsNoToken_IsRefused()
    {
        await using var shop = await ShopKeyServer.StartAsync(Rsa("r1"));
        await using var host = await StartAsync(("WebChat:JwksUri", shop.Address));

        foreach (var token in new[] { "a.b.c", "..", "e30.e30.e30", "bnVsbA.bnVsbA.bnVsbA" })
            Assert.Equal((token, HttpStatusCode.Unauthorized), (token, await TryAsync(host, token)));
    }

    [Fact]
    public async Task Session_WithATokenThatNamesCriticalExtensions_IsRefused()
    {
        await using var shop = await ShopKeyServer.StartAsync(Rsa("r1"));
        await using var bySecret = await StartAsync(("WebChat:Secret", Secret));
        await using var byKeys = await StartAsync(("WebChat:JwksUri", shop.Address));

        foreach (string[] critical in new string[][] { ["exp"], ["https://shop.test/signed-for"], [] })
        {
            Assert.Equal((critical, HttpStatusCode.Unauthorized), (critical, await TryAsync(bySecret, CriticalToken(BySecret, critical))));
            Assert.Equal((critical, HttpStatusCode.Unauthorized), (critical, await TryAsync(byKeys, CriticalToken(new(Rsa("r1"), "RS256"), critical))));
        }

        Assert.Equal(HttpStatusCode.OK, await TryAsync(byKeys, Token(new(Rsa("r1"), "RS256"))));
    }

    [Fact]
    public async Task Session_WhileTheSecretIsChanged_TakesBothAndSaysThatTheOldOneIsStillUsed()
    {
        const string next = "the shop's next secret of more than thirty-two bytes";
        using var logs = new LogRecords();
        var before = BySecret;
        var after = new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(next)), SecurityAlgorithms.HmacSha256);
        using var data = new TemporaryFolder();
        await using var bot = await BotHost.StartAsync(
            data.Path,
            builder =>
            {
                logs.Listen(builder);
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time));
            },
            "--environment=Production", "--WebChat:Secret=" + next, "--WebChat:PreviousSecret=" + Secret);
        Task<HttpStatusCode> SessionAsync(string token) => TryAsync(bot.Http, token);

        Assert.Equal(HttpStatusCode.OK, await SessionAsync(Token(after)));
        Assert.Empty(logs.Of("LogUsed"));
        var used = Token(before);
        Assert.Equal(HttpStatusCode.OK, await SessionAsync(used));
        Assert.Equal(HttpStatusCode.Unauthorized, await SessionAsync(used));
        Assert.Equal(HttpStatusCode.OK, await SessionAsync(Token(before)));
        Assert.Contains("WebChat:PreviousSecret", Assert.Single(logs.Of("LogUsed")), StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await SessionAsync(Token(before)));
        Assert.Equal(2, logs.Of("LogUsed").Count());
        Assert.DoesNotContain(logs.All, record => record.Text.Contains(Secret, StringComparison.Ordinal) || record.Text.Contains(next, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Session_WhileTheShopGoesFromItsSecretToKeys_TakesBoth()
    {
        await using var shop = await ShopKeyServer.StartAsync(Rsa("r1"));
        await using var host = await StartAsync(("WebChat:JwksUri", shop.Address), ("WebChat:PreviousSecret", Secret));

        Assert.Equal(HttpStatusCode.OK, await TryAsync(host, Token(BySecret)));
        Assert.Equal(0, shop.Reads);
        Assert.Equal(HttpStatusCode.OK, await TryAsync(host, Token(new(Rsa("r1"), "RS256"))));
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(host, Token(Hmac(_rsa.ExportSubjectPublicKeyInfo()))));
    }

    [Fact]
    public async Task Session_AskedForByWhoLeavesAtOnce_AsksTheShopForItsKeysOnceAllTheSame()
    {
        using var answers = new SemaphoreSlim(0);
        var asked = 0;
        using var http = new HttpClient(new Handler(async ct =>
        {
            asked++;
            await answers.WaitAsync(ct);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"keys":[]}""") };
        }));
        using var keys = new ShopKeys(http, Options.Create(new WebChatOptions { JwksUri = new("https://shop.test/keys") }), _time);
        using var leaves = new CancellationTokenSource();

        var first = keys.ForAsync("made up", leaves.Token);
        await leaves.CancelAsync();
        answers.Release(2);
        await first;
        await keys.ForAsync("made up, too", CancellationToken.None);

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Session_WithAKeyThatIsNewAtTheShop_IsTakenAndMadeUpKeysAskOnceAMinute()
    {
        await using var shop = await ShopKeyServer.StartAsync(Rsa("r1"));
        await using var host = await StartAsync(("WebChat:JwksUri", shop.Address));
        var rotated = new RsaSecurityKey(_otherRsa) { KeyId = "r2" };
        Assert.Equal(HttpStatusCode.OK, await TryAsync(host, Token(new(Rsa("r1"), "RS256"))));

        shop.Keys = [rotated];
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(host, Token(new(rotated, "RS256"))));
        Assert.Equal(1, shop.Reads);
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.OK, await TryAsync(host, Token(new(rotated, "RS256"))));
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(host, Token(new(Rsa("r1"), "RS256"))));
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(host, Token(new(Rsa("made up " + i), "RS256"))));

        Assert.Equal(2, shop.Reads);
    }

    [Fact]
    public async Task Session_ShopsKeysOutOfReach_Is503ForNewKeysOnlyAndDoesNotAskEachTime()
    {
        await using var shop = await ShopKeyServer.StartAsync(Rsa("r1"));
        shop.IsDown = true;
        await using var host = await StartAsync(("WebChat:JwksUri", shop.Address));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await TryAsync(host, Token(new(Rsa("r1"), "RS256"))));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await TryAsync(host, Token(new(Rsa("r1"), "RS256"))));
        Assert.Equal(1, shop.Reads);

        shop.IsDown = false;
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(HttpStatusCode.OK, await TryAsync(host, Token(new(Rsa("r1"), "RS256"))));

        shop.IsDown = true;
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await TryAsync(host, Token(new(Rsa("r2"), "RS256"))));
        Assert.Equal(HttpStatusCode.OK, await TryAsync(host, Token(new(Rsa("r1"), "RS256"))));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await TryAsync(host, Token(new(Rsa("r1"), "RS256"))));
    }

    [Theory]
    [InlineData("aud", "support-chat", HttpStatusCode.OK)]
    [InlineData("aud", "newsletter", HttpStatusCode.Unauthorized)]
    [InlineData("aud", null, HttpStatusCode.Unauthorized)]
    [InlineData("iss", "https://evil.test", HttpStatusCode.Unauthorized)]
    [InlineData("iss", null, HttpStatusCode.Unauthorized)]
    [InlineData("sub", null, HttpStatusCode.Unauthorized)]
    [InlineData("sub", "", HttpStatusCode.Unauthorized)]
    [InlineData("sub", 6, HttpStatusCode.OK)]
    [InlineData("sub", true, HttpStatusCode.Unauthorized)]
    [InlineData("jti", null, HttpStatusCode.Unauthorized)]
    [InlineData("jti", " ", HttpStatusCode.Unauthorized)]
    [InlineData("exp", null, HttpStatusCode.Unauthorized)]
    [InlineData("exp", "tomorrow", HttpStatusCode.Unauthorized)]
    [InlineData("exp", -1, HttpStatusCode.Unauthorized)]
    public async Task Session_WithAClaimChanged_CountsOrNot(string claim, object? value, HttpStatusCode expected)
    {
        await using var host = await StartAsync(("WebChat:Secret", Secret), ("WebChat:Issuer", "https://shop.test"), ("WebChat:Audience", "support-chat"));

        Assert.Equal(expected, await TryAsync(host, Token(BySecret, (claim, value))));
        Assert.Equal(HttpStatusCode.OK, await TryAsync(host, Token(BySecret)));
    }

    [Theory]
    [InlineData(-59, HttpStatusCode.OK)]
    [InlineData(-61, HttpStatusCode.Unauthorized)]
    [InlineData(24 * 3600, HttpStatusCode.OK)]
    [InlineData((24 * 3600) + 120, HttpStatusCode.Unauthorized)]
    [InlineData(365 * 24 * 3600, HttpStatusCode.Unauthorized)]
    public async Task Session_WithAnExpiry_CountsUpToADay(int seconds, HttpStatusCode expected)
    {
        await using var host = await StartAsync(("WebChat:Secret", Secret));

        Assert.Equal(expected, await TryAsync(host, Token(BySecret, ("exp", _time.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds()))));
    }

    [Fact]
    public async Task Session_WithOneTokenManyTimesAtOnce_IsOpenedOnce()
    {
        await using var host = await StartAsync(("WebChat:Secret", Secret));
        var token = Token(BySecret);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => TryAsync(host, token)));

        Assert.Equal(1, statuses.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(11, statuses.Count(status => status == HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Session_WithAUsedTokenAfterARestart_IsRefused()
    {
        await using var first = await StartAsync(("WebChat:Secret", Secret));
        var token = Token(BySecret);
        Assert.Equal(HttpStatusCode.OK, await TryAsync(first, token));
        await first.StopAsync();

        await using var second = await RunningHost.StartAsync(new EchoBot(), first.Folder, _time, "Production", ("WebChat:Secret", Secret));

        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(second, token));
        Assert.Equal(HttpStatusCode.OK, await TryAsync(second, Token(BySecret)));
    }

    private static SigningCredentials Hmac(byte[] key) => new(new SymmetricSecurityKey(key) { KeyId = "r1" }, SecurityAlgorithms.HmacSha256);

    private static Task<HttpStatusCode> TryAsync(RunningHost host, string token) => TryAsync(host.Http, token);

    private static async Task<HttpStatusCode> TryAsync(HttpClient http, string token) =>
        (await new DirectLineClient(http) { Token = token }.SendAsync(HttpMethod.Post, Path)).Status;

    private Task<RunningHost> StartAsync(params (string, string)[] settings) =>
        RunningHost.StartAsync(new EchoBot(), time: _time, environment: "Production", settings: settings);

    private RsaSecurityKey Rsa(string keyId) => new(_rsa) { KeyId = keyId };

    private string Unsigned(string header) => $"{Base64UrlEncoder.Encode(header)}.{Token(BySecret).Split('.')[1]}.";

    private string Token(SigningCredentials credentials, params (string Claim, object? Value)[] changes) => CriticalToken(credentials, null, changes);

    private string CriticalToken(SigningCredentials credentials, object? critical, params (string Claim, object? Value)[] changes)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = "https://shop.test",
            ["aud"] = "support-chat",
            ["sub"] = "6",
            ["jti"] = Guid.NewGuid().ToString(),
            ["exp"] = _time.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds(),
        };
        foreach (var (claim, value) in changes)
        {
            claims.Remove(claim);
            if (value is not null)
                claims.Add(claim, value);
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            SigningCredentials = credentials,
            AdditionalHeaderClaims = critical is null ? null : new Dictionary<string, object> { ["crit"] = critical },
        });
    }

    private sealed class Handler(Func<CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(cancellationToken);
    }
}
