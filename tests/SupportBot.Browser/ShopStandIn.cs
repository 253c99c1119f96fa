using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SupportBot.Browser;

/// <summary>
/// A shop on another site than the bot (localhost, where the bot is 127.0.0.1), with a session cookie, an address that
/// signs tokens, and the strictest rules for content that its page can have.
/// </summary>
public sealed class ShopStandIn : IAsyncDisposable
{
    public const string Secret = "the-secret-that-shop-and-bot-share-0123456789";

    private readonly WebApplication _app;
    private readonly Uri _bot;

    private ShopStandIn(Uri bot)
    {
        _bot = bot;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/", Page);
        _app.MapGet("/favicon.ico", () => Results.NoContent());
        _app.MapGet("/sign-in", (HttpContext context, string customer) =>
        {
            context.Response.Cookies.Append("shop", customer, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax });
            return Results.Redirect("/");
        });
        _app.MapGet("/chat-token", Token);
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>The same shop as a neighbour of the bot on the same site, for which browsers keep more.</summary>
    public Uri AddressOnSameSite => new($"http://127.0.0.1:{Address.Port}/");

    public string Origin => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>Whom tokens were given for, in order.</summary>
    public ConcurrentQueue<string> Vouched { get; } = [];

    /// <summary>Further attributes of the widget's line.</summary>
    public string Attributes { get; set; } = """data-sign-in="/sign-in?customer=6" """;

    /// <summary>While true, the token's address fails.</summary>
    public bool IsBroken { get; set; }

    public static async Task<ShopStandIn> StartAsync(Uri bot)
    {
        var shop = new ShopStandIn(bot);
        await shop._app.StartAsync();
        shop.Address = new Uri($"http://localhost:{new Uri(shop._app.Urls.Single()).Port}/");
        return shop;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private IResult Page(HttpContext context)
    {
        var bot = _bot.GetLeftPart(UriPartial.Authority);
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src {bot}; frame-src {bot}; connect-src 'self' {bot}; require-trusted-types-for 'script'";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Content(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><title>A shop</title><meta name="viewport" content="width=device-width, initial-scale=1"></head>
            <body><main><h1>Blankets</h1><p>We sell <a href="#wool">wool</a> and <a href="#linen">linen</a>.</p></main>
            <script src="{bot}/widget.js" data-session="/chat-token" {Attributes}></script></body>
            </html>
            """,
            "text/html; charset=utf-8");
    }

    private IResult Token(HttpContext context)
    {
        if (IsBroken)
            return Results.StatusCode(StatusCodes.Status500InternalServerError);
        if (context.Request.Cookies["shop"] is not { } customer)
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        Vouched.Enqueue(customer);
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = new Dictionary<string, object>
            {
                ["sub"] = customer,
                ["jti"] = Guid.NewGuid().ToString(),
                ["exp"] = DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeSeconds(),
            },
            SigningCredentials = new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)), SecurityAlgorithms.HmacSha256),
        });
        return Results.Json(new { token });
    }
}
