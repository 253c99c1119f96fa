using System.Net.Http;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Credentials of an app with a certificate whose tokens come from a configured address.</summary>
internal sealed class CertificatePrivateCloudAppCredentials(X509Certificate2 certificate, string appId, string tenantId, string oAuthScope, bool sendX5c, HttpClient httpClient, ILogger logger, string oAuthEndpoint, bool validateAuthority)
    : CertificateAppCredentials(certificate, appId, tenantId, oAuthScope, sendX5c, httpClient, logger)
{
    public override string OAuthEndpoint => oAuthEndpoint;

    public override bool ValidateAuthority => validateAuthority;
}
