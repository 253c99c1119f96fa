using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;
using SupportBot.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.DirectLine;

public sealed class DirectLineTokensTests : IAsyncLifetime
{
    private const string Secret = "a-secret-of-the-shop's-own-server-0123456789";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private RunningHost _host = null!;

    public async Task InitializeAsync() =>
        _host = await RunningHost.StartAsync(new EchoBot(), time: _time, settings: [("DirectLine:Secret", Secret), ("DirectLine:BadTokensPerMinute", "1000")]);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("POST", "/v3/directline/conversations")]
    [InlineData("POST", "/v3/directline/tokens/generate")]
    [InlineData("POST", "/v3/directline/tokens/refresh")]
    [InlineData("GET", "/v3/directline/conversations/c")]
    [InlineData("GET", "/v3/directline/conversations/c/activities")]
    [InlineData("POST", "/v3/directline/conversations/c/activities")]
    [InlineData("POST", "/v3/directline/conversations/c/upload")]
    public async Task Call_WithoutToken_Is401(string method, string path)
    {
        var answer = await new DirectLineClient(_host.Http).SendAsync(new HttpMethod(method), path);

        Assert.Equal((HttpStatusCode.Unauthorized, "Unauthorized"), (answer.Status, answer.ErrorCode));
        Assert.NotEmpty((string)answer.Body["error"]!["message"]!);
    }

    [Fact]
    public async Task Call_WithForgedToken_Is403()
    {
        var client = await DirectLineClient.StartAsync(_host);
        var real = new JsonWebToken(client.Token);
        var claims = real.Claims.ToDictionary(claim => claim.Type, claim => (object)claim.Value);
        claims["exp"] = _time.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        var forger = new SigningCredentials(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)), SecurityAlgorithms.HmacSha256);
        var parts = client.Token!.Split('.');

        foreach (var token in new[]
        {
            new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = forger }),
            new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Claims = claims }),
            $"{parts[0]}.{parts[1]}.",
            $"{parts[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace(client.ConversationId, "another"))}.{parts[2]}",
            "not a token",
            new string('a', 5000),
        })
        {
            client.Token = token;
            var answer = await client.ReadAsync();
            Assert.Equal((HttpStatusCode.Forbidden, "Forbidden"), (answer.Status, answer.ErrorCode));
        }
    }

    [Fact]
    public async Task Call_WithTokenOfAnotherConversation_Is403AndNothingDone()
    {
        var alice = await DirectLineClient.StartAsync(_host);
        var mallory = await DirectLineClient.StartAsync(_host, "7");
        var path = $"/v3/directline/conversations/{alice.ConversationId}";

        Assert.Equal(HttpStatusCode.Forbidden, (await mallory.SendAsync(HttpMethod.Get, path)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await mallory.SendAsync(HttpMethod.Get, path + "/activities")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await mallory.SendAsync(HttpMethod.Post, path + "/activities", """{"type":"message","text":"hi"}""")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await mallory.SendAsync(HttpMethod.Post, path + "/upload")).Status);
        Assert.DoesNotContain((await alice.ReadAsync()).Body["activities"]!, activity => (string?)activity["text"] == "hi");
    }

    [Fact]
    public async Task Call_WithExpiredToken_Is403TokenExpired()
    {
        var client = await DirectLineClient.StartAsync(_host);
        _time.Advance(TimeSpan.FromHours(1));

        foreach (var answer in new[]
        {
            await client.ReadAsync(), await client.SayAsync("hi"), await client.ReconnectAsync("0"),
            await client.SendAsync(HttpMethod.Post, "/v3/directline/tokens/refresh"),
        })
        {
            Assert.Equal((HttpStatusCode.Forbidden, "TokenExpired"), (answer.Status, answer.ErrorCode));
        }
    }

    [Fact]
    public async Task Refresh_BeforeExpiry_ProlongsTheSameConversation()
    {
        var client = await DirectLineClient.StartAsync(_host);
        _time.Advance(TimeSpan.FromMinutes(59));

        var answer = await client.SendAsync(HttpMethod.Post, "/v3/directline/tokens/refresh");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(client.ConversationId, answer["conversationId"]);
        Assert.True((int)answer.Body["expires_in"]! >= 1800);
        Assert.Equal(client.UserId, new JsonWebToken(answer["token"]).GetClaim("user").Value);
        client.Token = answer["token"];
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, (await client.ReadAsync()).Status);
    }

    [Fact]
    public async Task Stream_AfterAMinute_Is403TokenExpired()
    {
        var client = await DirectLineClient.StartAsync(_host);
        _time.Advance(TimeSpan.FromSeconds(60));

        var answer = await client.SendAsync(HttpMethod.Get, client.StreamUrl.Replace("ws://", "http://"));

        Assert.Equal((HttpStatusCode.Forbidden, "TokenExpired"), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task Stream_WithATokenForCalls_Is403()
    {
        var client = await DirectLineClient.StartAsync(_host);

        var answer = await client.SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{client.ConversationId}/stream?t={client.Token}");

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    [Fact]
    public async Task Call_WithAStreamToken_Is403()
    {
        var client = await DirectLineClient.StartAsync(_host);
        client.Token = client.StreamUrl[(client.StreamUrl.IndexOf("&t=", StringComparison.Ordinal) + 3)..];

        Assert.Equal(HttpStatusCode.Forbidden, (await client.ReadAsync()).Status);
    }

    [Fact]
    public async Task Stream_OfAnotherConversation_Is403()
    {
        var alice = await DirectLineClient.StartAsync(_host);
        var mallory = await DirectLineClient.StartAsync(_host, "7");

        var answer = await mallory.SendAsync(HttpMethod.Get, mallory.StreamUrl.Replace("ws://", "http://").Replace(mallory.ConversationId + "/stream", alice.ConversationId + "/stream"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
    }

    [Theory]
    [InlineData("""{"user":{"id":"dl_alice","name":"Alice"}}""")]
    [InlineData("""{"User":{"Id":"dl_alice","Name":"Alice"},"TrustedOrigins":[]}""")]
    public async Task Generate_WithSecret_MakesATokenForThatUser(string body)
    {
        var server = new DirectLineClient(_host.Http) { Token = Secret };

        var answer = await server.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", body);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("dl_alice", new JsonWebToken(answer["token"]).GetClaim("user").Value);
        Assert.NotEmpty(answer["conversationId"]);
    }

    [Fact]
    public async Task Generate_UserWithoutPrefix_Is400()
    {
        var server = new DirectLineClient(_host.Http) { Token = Secret };

        var answer = await server.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", """{"user":{"id":"alice"}}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    public async Task Generate_WithAToken_Is403()
    {
        var client = await DirectLineClient.StartAsync(_host);

        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate")).Status);
    }

    [Fact]
    public async Task Secret_StartsConversations_AndWritesAsTheUserItNames()
    {
        var server = new DirectLineClient(_host.Http) { Token = Secret };
        var started = await server.StartAsync("""{"user":{"id":"till-3"},"locale":"de-DE"}""");
        Assert.Equal(HttpStatusCode.Created, started.Status);

        var path = $"/v3/directline/conversations/{started["conversationId"]}/activities";
        var posted = await server.SendAsync(HttpMethod.Post, path, """{"type":"message","text":"hi","from":{"id":"till-3"}}""");

        Assert.Equal(HttpStatusCode.OK, posted.Status);
        var log = (await server.SendAsync(HttpMethod.Get, path)).Body;
        Assert.Contains(log["activities"]!, activity => (string?)activity["text"] == "hi" && (string?)activity["from"]!["id"] == "till-3");
        Assert.Equal(HttpStatusCode.BadRequest, (await server.SendAsync(HttpMethod.Post, "/v3/directline/tokens/refresh")).Status);
    }

    [Fact]
    public async Task StartAsync_UserOfTheBody_CantClaimAReservedId()
    {
        var server = new DirectLineClient(_host.Http) { Token = Secret };
        var client = new DirectLineClient(_host.Http) { Token = (await server.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", "{}"))["token"] };

        var before = await StoredRows.CountAsync(_host);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.StartAsync("""{"user":{"id":"dl_somebody"}}""")).Status);
        var path = $"/v3/directline/conversations/{new JsonWebToken(client.Token).GetClaim("conv").Value}";
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(HttpMethod.Post, path + "/activities", """{"type":"message","text":"x","from":{"id":"dl_somebody"}}""")).Status);
        using var file = new ByteArrayContent([1]);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(HttpMethod.Post, path + "/upload?userId=dl_somebody", file)).Status);
        Assert.Equal(before, await StoredRows.CountAsync(_host));
        Assert.Equal(HttpStatusCode.Created, (await client.StartAsync(new JObject { ["user"] = new JObject { ["id"] = "visitor" } }.ToString())).Status);
    }

    [Fact]
    public async Task Call_WithATokenThatDoesNotCount_DoesNothing()
    {
        var client = await DirectLineClient.StartAsync(_host);
        var mallory = await DirectLineClient.StartAsync(_host, "7");
        await using var stream = await client.OpenStreamAsync();
        await stream.NextAsync();
        await using var theirs = await mallory.OpenStreamAsync();
        await theirs.NextAsync();
        var tokens = _host.Services.GetRequiredService<DirectLineTokens>();
        var expired = client.Token!;
        _time.Advance(TimeSpan.FromHours(1));
        var parts = expired.Split('.');
        var unsigned = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");
        var stranger = new SigningCredentials(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)), SecurityAlgorithms.HmacSha256);
        var ours = new Dictionary<string, object>
        {
            ["iss"] = "supportbot",
            ["aud"] = "directline",
            ["use"] = "token",
            ["conv"] = client.ConversationId,
            ["user"] = client.UserId,
            ["exp"] = _time.GetUtcNow().AddHours(1).ToUnixTimeSeconds(),
        };
        var before = await StoredRows.CountAsync(_host);

        foreach (var (what, token, expected) in new (string, string?, HttpStatusCode)[]
        {
            ("none", null, HttpStatusCode.Unauthorized),
            ("expired", expired, HttpStatusCode.Forbidden),
            ("of another conversation", (await tokens.ForCallsAsync(Holder(mallory.ConversationId, mallory.UserId), default)).Token, HttpStatusCode.Forbidden),
            ("of another key", new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Claims = ours, SigningCredentials = stranger }), HttpStatusCode.Forbidden),
            ("unsigned", $"{unsigned}.{Base64UrlEncoder.Encode(JObject.FromObject(ours).ToString())}.", HttpStatusCode.Forbidden),
            ("unsigned with a signature", $"{unsigned}.{parts[1]}.{parts[2]}", HttpStatusCode.Forbidden),
            ("for a stream", await tokens.ForStreamAsync(Holder(client.ConversationId), default), HttpStatusCode.Forbidden),
            ("malformed", "a.b.c", HttpStatusCode.Forbidden),
        })
        {
            client.Token = token;
            foreach (var answer in await AllCallsAsync(client))
                Assert.True(answer.Status == expected && answer.ErrorCode is not null, $"{what}: {answer.Status} {answer.Body}");
            Assert.True(before == await StoredRows.CountAsync(_host), what);
        }
    }

    [Fact]
    public async Task Call_WithTheTokenOfAConversationThatIsGone_Is404AndDoesNothing()
    {
        var tokens = _host.Services.GetRequiredService<DirectLineTokens>();
        var client = new DirectLineClient(_host.Http) { Token = (await tokens.ForCallsAsync(Holder("gone", "dl_somebody"), default)).Token };
        var stream = await tokens.ForStreamAsync(Holder("gone"), default);
        var before = await StoredRows.CountAsync(_host);

        var answers = await AllCallsAsync(client, "gone");
        var refreshed = await client.SendAsync(HttpMethod.Post, "/v3/directline/tokens/refresh");
        var started = await client.StartAsync();
        var streamed = await client.SendAsync(HttpMethod.Get, $"/v3/directline/conversations/gone/stream?t={stream}");

        Assert.All([.. answers, refreshed, started, streamed], answer => Assert.Equal((HttpStatusCode.NotFound, "NotFound"), (answer.Status, answer.ErrorCode)));
        Assert.Equal(before, await StoredRows.CountAsync(_host));
    }

    [Fact]
    public async Task Post_AsSomebodyElse_IsStoredAsTheTokensUser()
    {
        var alice = await DirectLineClient.StartAsync(_host);
        var mallory = await DirectLineClient.StartAsync(_host, "7");

        await mallory.PostAsync($$$"""{"type":"message","text":"hi","from":{"id":"{{{alice.UserId}}}","name":"Alice","role":"bot"},"conversation":{"id":"{{{alice.ConversationId}}}"}}""");

        Assert.DoesNotContain((await alice.ReadAsync()).Body["activities"]!, activity => (string?)activity["text"] == "hi");
        var echo = (await mallory.ReadAsync()).Body["activities"]!.Single(activity => (string?)activity["text"] == "hi");
        Assert.Equal((mallory.UserId, "user", mallory.ConversationId), ((string?)echo["from"]!["id"], (string?)echo["from"]!["role"], (string?)echo["conversation"]!["id"]));
    }

    [Theory]
    [InlineData("https://shop.example", HttpStatusCode.OK)]
    [InlineData("https://SHOP.example", HttpStatusCode.OK)]
    [InlineData("http://127.0.0.1:5000", HttpStatusCode.OK)]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("https://shop.example.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("http://shop.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task Token_WithTrustedOrigins_IsForTheirPagesOnlyAlsoAfterRenewal(string? origin, HttpStatusCode expected)
    {
        var server = new DirectLineClient(_host.Http) { Token = Secret };
        var generated = await server.SendAsync(
            HttpMethod.Post, "/v3/directline/tokens/generate", """{"user":{"id":"dl_alice"},"trustedOrigins":["https://shop.example/","http://127.0.0.1:5000"]}""");
        using var page = new HttpClient { BaseAddress = _host.Http.BaseAddress };
        if (origin is not null)
            page.DefaultRequestHeaders.Add("Origin", origin);

        var client = new DirectLineClient(_host.Http) { Token = generated["token"] };
        client.Token = (await client.SendAsync(HttpMethod.Post, "/v3/directline/tokens/refresh"))["token"];
        var started = await client.StartAsync();
        await using var opened = await client.OpenStreamAsync();
        await opened.NextAsync();
        var path = $"/v3/directline/conversations/{generated["conversationId"]}";
        var before = await StoredRows.CountAsync(_host);
        foreach (var token in new[] { generated["token"], client.Token, started["token"] })
        {
            var onPage = new DirectLineClient(page) { Token = token };
            Assert.Equal(expected, (await onPage.SendAsync(HttpMethod.Get, path + "/activities")).Status);
            Assert.Equal(expected, (await onPage.SendAsync(HttpMethod.Post, "/v3/directline/tokens/refresh")).Status);
            if (expected != HttpStatusCode.OK)
                Assert.Equal(expected, (await onPage.SendAsync(HttpMethod.Post, path + "/activities", """{"type":"message","text":"x"}""")).Status);
        }

        Assert.Equal(before, await StoredRows.CountAsync(_host));
        // A socket that isn't asked to upgrade is refused with 400, if the page may come at all.
        var stream = await new DirectLineClient(page).SendAsync(HttpMethod.Get, started["streamUrl"].Replace("ws://", "http://", StringComparison.Ordinal));
        Assert.Equal(expected == HttpStatusCode.OK ? HttpStatusCode.BadRequest : HttpStatusCode.Forbidden, stream.Status);
    }

    [Theory]
    [InlineData("\"https://shop.example\"")]
    [InlineData("[\"shop.example\"]")]
    [InlineData("[\"https://shop.example/path\"]")]
    [InlineData("[\"https://shop.example https://evil.example\"]")]
    [InlineData("[\"javascript:alert(1)\"]")]
    [InlineData("[null]")]
    [InlineData("[5]")]
    public async Task Generate_WithWhatIsNoOrigin_Is400AndDoesNothing(string origins)
    {
        var server = new DirectLineClient(_host.Http) { Token = Secret };
        var before = await StoredRows.CountAsync(_host);

        var answer = await server.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", $$"""{"trustedOrigins":{{origins}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(before, await StoredRows.CountAsync(_host));
    }

    private DirectLineCaller Holder(string conversationId, string? userId = null) => new(conversationId, userId, "", _time.GetUtcNow().AddDays(1));

    /// <summary>Every call that is about one conversation.</summary>
    private static async Task<Answer[]> AllCallsAsync(DirectLineClient client, string? conversationId = null)
    {
        var path = $"/v3/directline/conversations/{conversationId ?? client.ConversationId}";
        using var file = new ByteArrayContent([1]);
        return
        [
            await client.SendAsync(HttpMethod.Get, path),
            await client.SendAsync(HttpMethod.Get, path + "/activities"),
            await client.SendAsync(HttpMethod.Post, path + "/activities", """{"type":"message","text":"x","from":{"id":"dl_x"}}"""),
            await client.SendAsync(HttpMethod.Post, path + "/activities", """{"type":"typing"}"""),
            await client.SendAsync(HttpMethod.Post, path + "/upload", file),
        ];
    }
}
