using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Connector.Authentication;

namespace Microsoft.Bot.Connector;

/// <summary>Where the token service is, and whether the Emulator plays its part. Stands for <c>Microsoft.Bot.Connector.OAuthClientConfig</c>.</summary>
public static class OAuthClientConfig
{
    public static string OAuthEndpoint { get; set; } = AuthenticationConstants.OAuthUrl;

    public static bool EmulateOAuthCards { get; set; }

    public static async Task SendEmulateOAuthCardsAsync(OAuthClient client, bool emulateOAuthCards)
    {
        ArgumentNullException.ThrowIfNull(client);
        using var result = await new RestCall(client, HttpMethod.Post, "api/usertoken/emulateOAuthCards")
            .Query("emulate", emulateOAuthCards.ToString())
            .Accept(HttpStatusCode.OK, HttpStatusCode.NotFound)
            .SendAsync(null, CancellationToken.None).ConfigureAwait(false);
    }
}
