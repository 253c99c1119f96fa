using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Hosting;

/// <summary>The Bot Framework's token service: keeps tokens for users, exchanges those of Teams.</summary>
internal sealed class StandInTokenService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StandInTokenService(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>Tokens of those who signed in earlier, by the channel's id of the user.</summary>
    public Dictionary<string, string> Kept { get; } = [];

    /// <summary>Tokens that a code of the sign-in window gets.</summary>
    public Dictionary<string, string> ByCode { get; } = [];

    /// <summary>Tokens that one of Teams is exchanged for; any other can't be.</summary>
    public Dictionary<string, string> Exchanged { get; } = [];

    public bool IsDown { get; set; }

    public static async Task<StandInTokenService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var service = new StandInTokenService(builder.Build());
        service._app.MapGet("/api/usertoken/GetToken", (string userId, string? code) =>
            service.Token((code is null ? service.Kept : service.ByCode).GetValueOrDefault(code ?? userId)));
        service._app.MapPost("/api/usertoken/exchange", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            return service.Token(service.Exchanged.GetValueOrDefault((string)JObject.Parse(await reader.ReadToEndAsync())["token"]!));
        });
        service._app.MapGet("/api/botsignin/GetSignInResource", () => service.IsDown
            ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
            : Results.Json(new { signInLink = "https://sign.in/", tokenExchangeResource = new { id = "x1", uri = "api://botid" } }));
        await service._app.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private IResult Token(string? token) =>
        IsDown ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
        : token is null ? Results.NotFound()
        : Results.Json(new { channelId = "msteams", connectionName = TeamsBot.Connection, token });
}
