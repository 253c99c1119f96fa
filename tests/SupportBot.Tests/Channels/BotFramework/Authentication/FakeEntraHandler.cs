using System.Net;
using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Channels.BotFramework.Authentication;

/// <summary>Stands in for Entra's token endpoint and the identity endpoint of an Azure machine; keeps what was asked.</summary>
public sealed class FakeEntraHandler : HttpMessageHandler
{
    private int _issued;

    public List<(Uri Address, string Body)> TokenRequests { get; } = [];

    /// <summary>Made before every token request; throws or answers in its place.</summary>
    public Func<int, HttpResponseMessage?> Before { get; set; } = _ => null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        if (address.AbsolutePath.Contains("/discovery/instance", StringComparison.Ordinal))
            return Json(new JObject { ["tenant_discovery_endpoint"] = "https://login.microsoftonline.com/common/.well-known/openid-configuration", ["metadata"] = new JArray() });
        if (address.AbsolutePath.Contains(".well-known", StringComparison.Ordinal))
            return Json(new JObject { ["token_endpoint"] = $"https://{address.Host}/token", ["authorization_endpoint"] = $"https://{address.Host}/authorize", ["issuer"] = $"https://{address.Host}/" });

        TokenRequests.Add((address, request.Content is null ? string.Empty : WebUtility.UrlDecode(await request.Content.ReadAsStringAsync(cancellationToken))));
        return Before(TokenRequests.Count) ?? Json(new JObject
        {
            ["token_type"] = "Bearer",
            ["access_token"] = $"token-{++_issued}",
            ["expires_in"] = 3600,
            ["expires_on"] = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["resource"] = "any",
        });
    }

    private static HttpResponseMessage Json(JObject body) => new(HttpStatusCode.OK) { Content = new StringContent(body.ToString(), System.Text.Encoding.UTF8, "application/json") };
}
