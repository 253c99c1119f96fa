using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;
using SupportBot.Hosting;
using SupportBot.Tests.Channels.BotFramework.Authentication;

namespace SupportBot.Tests.AgentConsole;

/// <summary>An OpenID provider on this machine: documents, tokens, and a sign-in that asks nobody.</summary>
internal sealed class AgentProvider : IAsyncDisposable
{
    public const string Audience = "api://supportbot";
    public const string ClientId = "console";
    public const string ClientSecret = "a-secret";

    private readonly WebApplication _app;
    private readonly FakeTokenIssuer _tokens = new();
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge, string RedirectUri)> _codes = new();

    private AgentProvider(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public bool IsOutOfReach { get; set; }

    /// <summary>The claims of whoever signs in.</summary>
    public Dictionary<string, object> Claims { get; } = new() { ["sub"] = "ines-1", ["name"] = "Ines", ["roles"] = new[] { "agent" } };

    public string[] Settings => [$"--Agents:Authority={Url}", $"--Agents:Audience={Audience}", $"--Agents:ClientId={ClientId}", $"--Agents:ClientSecret={ClientSecret}"];

    public static async Task<AgentProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new AgentProvider(app);
        app.Use((context, next) =>
        {
            if (!provider.IsOutOfReach)
                return next(context);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        app.MapGet("/.well-known/openid-configuration", () => Results.Text(new JObject
        {
            ["issuer"] = provider.Url,
            ["jwks_uri"] = provider.Url + "/keys",
            ["authorization_endpoint"] = provider.Url + "/authorize",
            ["token_endpoint"] = provider.Url + "/token",
        }.ToString(), "application/json"));
        app.MapGet("/keys", () => Results.Text(provider._tokens.Document(provider.Url, "/keys")!, "application/json"));
        app.MapGet("/authorize", (HttpRequest request) => provider.Authorize(request.Query));
        app.MapPost("/token", async (HttpRequest request) => provider.Redeem(await request.ReadFormAsync()));
        await app.StartAsync();
        return provider;
    }

    /// <summary>More for the headers of all tokens.</summary>
    public Dictionary<string, object> Header { get; } = [];

    /// <summary>A token for the API.</summary>
    public string Token(string? issuer = null, string audience = Audience, SecurityKey? key = null, DateTime? expires = null, params (string Name, object Value)[] claims)
    {
        var all = new Dictionary<string, object>(Claims);
        foreach (var (name, value) in claims)
            all[name] = value;
        return _tokens.Issue(issuer ?? Url, audience, all, key, expires, header: Header);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Authorize(IQueryCollection query)
    {
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256")
            return Results.BadRequest();
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (query["nonce"]!, query["code_challenge"]!, query["redirect_uri"]!);
        return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"]!, new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] }));
    }

    private IResult Redeem(IFormCollection form)
    {
        if (!_codes.TryRemove(form["code"].ToString(), out var asked)
            || form["client_secret"] != ClientSecret || form["redirect_uri"] != asked.RedirectUri
            || WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked.Challenge)
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        return Results.Json(new { access_token = "of no use", token_type = "Bearer", id_token = Token(audience: ClientId, claims: [("nonce", asked.Nonce), ("iat", DateTimeOffset.UtcNow.ToUnixTimeSeconds())]) });
    }
}
