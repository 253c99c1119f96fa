using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportBot.Tests.Channels.BotFramework.Authentication;

/// <summary>Serves an issuer's documents on this machine.</summary>
public sealed class LoopbackIssuer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackIssuer(WebApplication app, FakeTokenIssuer tokens)
    {
        _app = app;
        Tokens = tokens;
    }

    public FakeTokenIssuer Tokens { get; }

    public bool IsOutOfReach { get; set; }

    public string MetadataUrl => _app.Urls.First() + "/metadata";

    /// <summary>The same for code that takes https only; needs <see cref="PlainLoopback"/>.</summary>
    public string SecureMetadataUrl => MetadataUrl.Replace("http:", "https:", StringComparison.Ordinal);

    public static async Task<LoopbackIssuer> StartAsync(FakeTokenIssuer tokens)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var issuer = new LoopbackIssuer(app, tokens);
        app.MapGet("/{**path}", (HttpRequest request) =>
            issuer.IsOutOfReach ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
            : tokens.Document($"{request.Headers["X-Forwarded-Proto"].FirstOrDefault() ?? request.Scheme}://{request.Host}", request.Path) is { } document ? Results.Text(document, "application/json")
            : Results.NotFound());
        await app.StartAsync();
        return issuer;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
