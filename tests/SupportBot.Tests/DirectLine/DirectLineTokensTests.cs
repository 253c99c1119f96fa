using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;
using SupportBot.Tests.Host;

namespace SupportBot.Tests.DirectLine;

public sealed class DirectLineTokensTests : IAsyncLifetime
{
    private const string Secret = "a-secret-of-the-shop's-own-server-0123456789";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private RunningHost _host = null!;

    public async Task InitializeAsync() =>
        _host = await RunningHost.StartAsync(new EchoBot(), time: _time, settings: [("DirectLine:Secret", Secret)]);

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

        Assert.Equal(HttpStatusCode.BadRequest, (await client.StartAsync("""{"user":{"id":"dl_somebody"}}""")).Status);
        Assert.Equal(HttpStatusCode.Created, (await client.StartAsync(new JObject { ["user"] = new JObject { ["id"] = "visitor" } }.ToString())).Status);
    }
}
