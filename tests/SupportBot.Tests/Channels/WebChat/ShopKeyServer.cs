using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Channels.WebChat;

/// <summary>The shop's address of public keys, on a free port of 127.0.0.1.</summary>
internal sealed class ShopKeyServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _reads;

    private ShopKeyServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/keys", () =>
        {
            Interlocked.Increment(ref _reads);
            return IsDown ? Results.StatusCode(StatusCodes.Status502BadGateway) : Results.Text(new JObject { ["keys"] = new JArray(Keys.Select(Published)) }.ToString(), "application/json");
        });
    }

    public string Address => _app.Urls.Single() + "/keys";

    public IReadOnlyList<SecurityKey> Keys { get; set; } = [];

    public bool IsDown { get; set; }

    public int Reads => _reads;

    public static async Task<ShopKeyServer> StartAsync(params SecurityKey[] keys)
    {
        var shop = new ShopKeyServer { Keys = keys };
        await shop._app.StartAsync();
        return shop;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>The public part of a key alone.</summary>
    private static JObject Published(SecurityKey key)
    {
        var jwk = JsonWebKeyConverter.ConvertFromSecurityKey(key);
        return jwk.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve
            ? new JObject { ["kty"] = jwk.Kty, ["use"] = "sig", ["kid"] = key.KeyId, ["crv"] = jwk.Crv, ["x"] = jwk.X, ["y"] = jwk.Y }
            : new JObject { ["kty"] = jwk.Kty, ["use"] = "sig", ["kid"] = key.KeyId, ["n"] = jwk.N, ["e"] = jwk.E };
    }
}
