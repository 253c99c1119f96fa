using System.Net;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SupportBot.Tests.Channels.DirectLine;
using SupportBot.Tests.Hosting;

namespace SupportBot.Tests.Channels.WebChat;

public sealed class WebChatSessionsTests
{
    private const string Secret = "the-shop's-secret-with-more-than-32-characters";
    private const string Path = "/api/webchat/session";

    private static readonly SigningCredentials ByShop = new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)), SecurityAlgorithms.HmacSha256);

    [Fact]
    public async Task Session_InDevelopment_IsForTheCustomerNamed()
    {
        await using var host = await RunningHost.StartAsync(new EchoBot());
        var client = new DirectLineClient(host.Http);

        var session = await client.SendAsync(HttpMethod.Post, Path, """{"customerId":"6"}""");

        Assert.Equal(HttpStatusCode.OK, session.Status);
        Assert.StartsWith("dl_", session["userId"], StringComparison.Ordinal);
        Assert.Equal(session["userId"], new JsonWebToken(session["token"]).GetClaim("user").Value);
        Assert.Equal(session["conversationId"], new JsonWebToken(session["token"]).GetClaim("conv").Value);
        Assert.True((int)session.Body["expires_in"]! >= 1800);
    }

    [Fact]
    public async Task Session_OfTheSameCustomer_ResumesTheConversationAsTheSameUser()
    {
        await using var host = await RunningHost.StartAsync(new EchoBot());
        var client = await DirectLineClient.SignInAsync(host);

        var resumed = await client.SendAsync(HttpMethod.Post, Path, $$"""{"customerId":"6","conversationId":"{{client.ConversationId}}"}""");

        Assert.Equal((HttpStatusCode.OK, client.ConversationId, client.UserId), (resumed.Status, resumed["conversationId"], resumed["userId"]));
    }

    [Fact]
    public async Task Session_ForAForeignOrUnknownConversation_Is403WithTheSameWords()
    {
        await using var host = await RunningHost.StartAsync(new EchoBot());
        var client = await DirectLineClient.SignInAsync(host);

        var foreign = await client.SendAsync(HttpMethod.Post, Path, $$"""{"customerId":"7","conversationId":"{{client.ConversationId}}"}""");
        var unknown = await client.SendAsync(HttpMethod.Post, Path, """{"customerId":"7","conversationId":"made-up"}""");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (foreign.Status, unknown.Status));
        Assert.Equal((foreign["title"], foreign["detail"]), (unknown["title"], unknown["detail"]));
        Assert.Null(foreign.Body["token"]);
    }

    [Theory]
    [InlineData("""{"customerId":"no such customer"}""", HttpStatusCode.Forbidden)]
    [InlineData("""{"customerId":"' OR 1=1 --"}""", HttpStatusCode.Forbidden)]
    [InlineData("""{"customerId":"\u0000"}""", HttpStatusCode.Forbidden)]
    [InlineData("""{"customerId":""}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"customerId":6}""", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    public async Task Session_WithBadBody_IsRefusedInWords(string body, HttpStatusCode expected)
    {
        await using var host = await RunningHost.StartAsync(new EchoBot());

        var answer = await new DirectLineClient(host.Http).SendAsync(HttpMethod.Post, Path, body);

        Assert.Equal(expected, answer.Status);
        Assert.NotEmpty(answer["title"]);
        Assert.NotEmpty(answer["detail"]);
    }

    [Fact]
    public async Task Session_InProduction_TakesTheShopsTokenOnce()
    {
        await using var host = await RunningHost.StartAsync(new EchoBot(), environment: "Production", settings: [("WebChat:Secret", Secret)]);
        var client = new DirectLineClient(host.Http) { Token = Token() };

        var first = await client.SendAsync(HttpMethod.Post, Path);
        var again = await client.SendAsync(HttpMethod.Post, Path);
        client.Token = Token();
        var resumed = await client.SendAsync(HttpMethod.Post, Path, $$"""{"conversationId":"{{first["conversationId"]}}"}""");
        client.Token = Token(sub: "7");
        var foreign = await client.SendAsync(HttpMethod.Post, Path, $$"""{"conversationId":"{{first["conversationId"]}}"}""");

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.Forbidden),
            (first.Status, again.Status, resumed.Status, foreign.Status));
        Assert.Equal("Bearer", again.Headers.WwwAuthenticate.Single().Scheme);
        client.Token = first["token"];
        Assert.Equal(HttpStatusCode.Created, (await client.StartAsync()).Status);
    }

    [Fact]
    public async Task Session_InProductionWithAnyOtherToken_Is401()
    {
        await using var host = await RunningHost.StartAsync(
            new EchoBot(), environment: "Production", settings: [("WebChat:Secret", Secret), ("WebChat:Issuer", "https://shop.example")]);
        var other = new SigningCredentials(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)), SecurityAlgorithms.HmacSha256);
        var parts = Token().Split('.');
        var bad = new Dictionary<string, string?>
        {
            ["none"] = null,
            ["no token"] = "hello",
            ["other key"] = Token(credentials: other),
            ["unsigned"] = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Claims = Claims() }),
            ["cut signature"] = $"{parts[0]}.{parts[1]}.",
            ["expired"] = Token(change: claims => claims["exp"] = DateTimeOffset.UtcNow.AddMinutes(-2).ToUnixTimeSeconds()),
            ["not yet"] = Token(change: claims => claims["nbf"] = DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeSeconds()),
            ["no expiry"] = Token(change: claims => claims.Remove("exp")),
            ["no id"] = Token(change: claims => claims.Remove("jti")),
            ["no customer"] = Token(change: claims => claims.Remove("sub")),
            ["other issuer"] = Token(change: claims => claims["iss"] = "https://evil.example"),
            ["no issuer"] = Token(change: claims => claims.Remove("iss")),
        };

        foreach (var (what, token) in bad)
        {
            var answer = await new DirectLineClient(host.Http) { Token = token }.SendAsync(HttpMethod.Post, Path, """{"customerId":"6"}""");
            Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{what}: {answer.Status}");
        }

        Assert.Equal(HttpStatusCode.OK, (await new DirectLineClient(host.Http) { Token = Token() }.SendAsync(HttpMethod.Post, Path)).Status);
    }

    [Fact]
    public async Task Session_WithAKeySet_TakesItsKeysOnly()
    {
        using var rsa = RSA.Create(2048);
        using var stranger = RSA.Create(2048);
        await using var shop = await ShopKeyServer.StartAsync(new RsaSecurityKey(rsa) { KeyId = "k1" });
        await using var host = await RunningHost.StartAsync(new EchoBot(), environment: "Production", settings: [("WebChat:JwksUri", shop.Address)]);

        async Task<HttpStatusCode> TryAsync(SecurityKey key, string algorithm) =>
            (await new DirectLineClient(host.Http) { Token = Token(credentials: new SigningCredentials(key, algorithm)) }.SendAsync(HttpMethod.Post, Path)).Status;

        Assert.Equal(HttpStatusCode.OK, await TryAsync(new RsaSecurityKey(rsa) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256));
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(new RsaSecurityKey(stranger) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256));
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(new RsaSecurityKey(stranger) { KeyId = "k2" }, SecurityAlgorithms.RsaSha256));
        // The public key is no secret: whoever signs with it as if it were one is not the shop.
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(new SymmetricSecurityKey(rsa.ExportSubjectPublicKeyInfo()) { KeyId = "k1" }, SecurityAlgorithms.HmacSha256));
        Assert.Equal(1, shop.Reads);
    }

    [Fact]
    public async Task Session_WhenTheKeySetIsOutOfReach_Is503()
    {
        using var rsa = RSA.Create(2048);
        var shop = await ShopKeyServer.StartAsync(new RsaSecurityKey(rsa) { KeyId = "k1" });
        var address = shop.Address;
        await shop.DisposeAsync();
        await using var host = await RunningHost.StartAsync(new EchoBot(), environment: "Production", settings: [("WebChat:JwksUri", address)]);
        var token = Token(credentials: new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await new DirectLineClient(host.Http) { Token = token }.SendAsync(HttpMethod.Post, Path)).Status);
    }

    [Theory]
    [InlineData("Development", HttpStatusCode.OK)]
    [InlineData("Production", HttpStatusCode.NotFound)]
    public async Task Customers_AreListedInDevelopmentOnly(string environment, HttpStatusCode expected)
    {
        await using var host = await RunningHost.StartAsync(new EchoBot(), environment: environment, settings: [("WebChat:Secret", Secret)]);

        using var answer = await host.Http.GetAsync(new Uri("/api/webchat/customers", UriKind.Relative));

        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.OK)
            Assert.Contains("\"userId\":\"6\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WebChat:Secret", "too short")]
    [InlineData("WebChat:JwksUri", "http://shop.example/keys")]
    [InlineData("WebChat:AllowedOrigins:0", "shop.example")]
    [InlineData("DirectLine:Secret", "too short")]
    [InlineData("DirectLine:TokenLifetime", "00:05:00")]
    public async Task Start_WithAnUnusableSetting_Stops(string key, string value) =>
        await Assert.ThrowsAnyAsync<Exception>(() => RunningHost.StartAsync(new EchoBot(), settings: [(key, value)]));

    [Fact]
    public async Task Page_IsServedWithItsRules()
    {
        await using var host = await RunningHost.StartAsync(new EchoBot());

        using var page = await host.Http.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Contains("script-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("<h1>", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FramedPage_MayBeFramedByTheAllowedOriginsOnly()
    {
        await using var host = await RunningHost.StartAsync(
            new EchoBot(), environment: "Production", settings: [("WebChat:Secret", Secret), ("WebChat:AllowedOrigins:0", "https://shop.example")]);

        Assert.EndsWith("frame-ancestors https://shop.example", await PolicyAsync(host, "/widget/"), StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors https://shop.example", await PolicyAsync(host, "/widget/index.html"), StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", await PolicyAsync(host, "/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development", "frame-ancestors 'self'")]
    [InlineData("Production", "frame-ancestors 'none'")]
    public async Task FramedPage_WithoutAllowedOrigins_IsForOurOwnExampleInDevelopment(string environment, string expected)
    {
        await using var host = await RunningHost.StartAsync(new EchoBot(), environment: environment, settings: [("WebChat:Secret", Secret)]);

        Assert.EndsWith(expected, await PolicyAsync(host, "/widget/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", "https://shop.example", true)]
    [InlineData("Production", "https://shop.example.evil.example", false)]
    [InlineData("Production", "http://shop.example", false)]
    [InlineData("Production", null, false)]
    [InlineData("Development", null, true)]
    public async Task Origin_IsAllowedWhenItIsListed(string environment, string? origin, bool expected)
    {
        await using var host = await RunningHost.StartAsync(
            new EchoBot(), environment: environment, settings: [("WebChat:Secret", Secret), ("WebChat:AllowedOrigins:0", "https://shop.example")]);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/webchat/origin", UriKind.Relative));
        if (origin is not null)
            request.Headers.Add("Origin", origin);

        using var answer = await host.Http.SendAsync(request);

        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(expected ? """{"allowed":true}""" : """{"allowed":false}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ExampleShop_SignsForWhoeverIsSignedIn()
    {
        await using var host = await RunningHost.StartAsync(new EchoBot());
        using var shop = new HttpClient(new HttpClientHandler { CookieContainer = new() }) { BaseAddress = host.Http.BaseAddress };
        Assert.Equal(HttpStatusCode.Unauthorized, (await new DirectLineClient(shop).SendAsync(HttpMethod.Get, "/example-shop/chat-token")).Status);

        await new DirectLineClient(shop).SendAsync(HttpMethod.Post, "/example-shop/sign-in", """{"customerId":"7"}""");
        var token = (await new DirectLineClient(shop).SendAsync(HttpMethod.Get, "/example-shop/chat-token"))["token"];
        var session = await new DirectLineClient(host.Http) { Token = token }.SendAsync(HttpMethod.Post, Path);

        Assert.Equal("7", new JsonWebToken(token).Subject);
        Assert.Equal(HttpStatusCode.OK, session.Status);
    }

    [Theory]
    [InlineData("/example-shop/")]
    [InlineData("/example-shop/shop.js")]
    [InlineData("/example-shop/chat-token")]
    public async Task ExampleShop_IsThereInDevelopmentOnly(string path)
    {
        await using var host = await RunningHost.StartAsync(new EchoBot(), environment: "Production", settings: [("WebChat:Secret", Secret)]);
        await using var development = await RunningHost.StartAsync(new EchoBot());

        using var hidden = await host.Http.GetAsync(new Uri(path, UriKind.Relative));
        using var shown = await development.Http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.NotEqual(HttpStatusCode.NotFound, shown.StatusCode);
    }

    [Fact]
    public async Task Widget_IsServedToEveryOriginWithItsWords()
    {
        await using var host = await RunningHost.StartAsync(new EchoBot());

        using var script = await host.Http.GetAsync(new Uri("/widget.js", UriKind.Relative));
        var text = await script.Content.ReadAsStringAsync();
        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri("/widget.js", UriKind.Relative));
        again.Headers.IfNoneMatch.Add(script.Headers.ETag!);
        using var unchanged = await host.Http.SendAsync(again);

        Assert.Equal("text/javascript", script.Content.Headers.ContentType!.MediaType);
        Assert.Equal("cross-origin", script.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.Equal("en", script.Content.Headers.ContentLanguage.Single());
        Assert.Contains("OpenChat: \"Chat about your orders\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    private static async Task<string> PolicyAsync(RunningHost host, string path)
    {
        using var page = await host.Http.GetAsync(new Uri(path, UriKind.Relative));
        return page.Headers.GetValues("Content-Security-Policy").Single();
    }

    private static Dictionary<string, object> Claims() => new()
    {
        ["iss"] = "https://shop.example",
        ["sub"] = "6",
        ["email"] = "customer@shop.example",
        ["name"] = "A customer",
        ["jti"] = Guid.NewGuid().ToString(),
        ["exp"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds(),
    };

    private static string Token(string sub = "6", SigningCredentials? credentials = null, Action<Dictionary<string, object>>? change = null)
    {
        var claims = Claims();
        claims["sub"] = sub;
        change?.Invoke(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
            .CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = credentials ?? ByShop });
    }
}
