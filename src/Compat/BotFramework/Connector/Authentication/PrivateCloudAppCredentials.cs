using System.Net.Http;
using Microsoft.Extensions.Logging;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Credentials of an app with a password whose tokens come from a configured address.</summary>
internal sealed class PrivateCloudAppCredentials(string appId, string password, string tenantId, HttpClient httpClient, ILogger logger, string oAuthScope, string oAuthEndpoint, bool validateAuthority)
    : MicrosoftAppCredentials(appId, password, tenantId, httpClient, logger, oAuthScope)
{
    public override string OAuthEndpoint => oAuthEndpoint;

    public override bool ValidateAuthority => validateAuthority;
}
