using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SupportBot.Channels.WebChat;

/// <summary>What a shop does for the widget, in Development only: customers sign in (here without a password), and an address
/// answers with a token that vouches for whoever is signed in.</summary>
internal sealed class ExampleShop(IOptions<WebChatOptions> options, TimeProvider time)
{
    private const string Cookie = "example-shop-customer";

    /// <summary>Long enough to be exchanged, too short to be of use to who finds it.</summary>
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(2);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Without a key of its own the shop in Development gets a secret that lasts as long as the process.</summary>
    public static void LendSecret(WebChatOptions options, IHostEnvironment environment)
    {
        if (environment.IsDevelopment() && !options.HasKey)
            options.Secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(48));
    }

    public static IResult SignIn(HttpResponse response, SignInRequest request)
    {
        response.Cookies.Append(
            Cookie, request.CustomerId, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = ExampleShopEndpoints.Path });
        return Results.NoContent();
    }

    public static IResult SignOut(HttpResponse response)
    {
        response.Cookies.Delete(Cookie, new CookieOptions { Path = ExampleShopEndpoints.Path });
        return Results.NoContent();
    }

    /// <summary>The address that <c>data-session</c> names.</summary>
    public IResult Token(HttpRequest request)
    {
        if (request.Cookies[Cookie] is not { Length: > 0 } customerId)
            return Results.Unauthorized();
        if (options.Value.Secret is not { Length: > 0 } secret)
            return Results.Problem("The example shop signs with WebChat:Secret, and WebChat:JwksUri is set instead.", statusCode: StatusCodes.Status503ServiceUnavailable);

        var claims = new Dictionary<string, object>
        {
            ["sub"] = customerId,
            ["jti"] = Guid.NewGuid().ToString(),
            ["exp"] = time.GetUtcNow().Add(TokenLifetime).ToUnixTimeSeconds(),
        };
        if (options.Value.Issuer is { } issuer)
            claims["iss"] = issuer;
        return Results.Ok(new
        {
            token = _handler.CreateToken(new SecurityTokenDescriptor
            {
                Claims = claims,
                SigningCredentials = new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)), SecurityAlgorithms.HmacSha256),
            }),
        });
    }

    internal sealed record SignInRequest(string CustomerId);
}

/// <summary>The example shop's addresses; its page is a file.</summary>
internal static class ExampleShopEndpoints
{
    public const string Path = "/example-shop";

    public static void MapExampleShop(this IEndpointRouteBuilder endpoints)
    {
        var shop = endpoints.MapGroup(Path);
        shop.MapPost("/sign-in", ExampleShop.SignIn);
        shop.MapPost("/sign-out", ExampleShop.SignOut);
        shop.MapGet("/chat-token", (HttpRequest request, ExampleShop example) => example.Token(request));
    }
}
