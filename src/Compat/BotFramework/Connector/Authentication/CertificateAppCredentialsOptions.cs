using System.Net.Http;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>What certificate credentials are made of. Stands for <c>Microsoft.Bot.Connector.Authentication.CertificateAppCredentialsOptions</c>.</summary>
public class CertificateAppCredentialsOptions
{
    public X509Certificate2 ClientCertificate { get; set; }

    public bool SendX5c { get; set; }

    public string AppId { get; set; }

    public string ChannelAuthTenant { get; set; }

    public HttpClient CustomHttpClient { get; set; }

    public ILogger Logger { get; set; }

    public string OauthScope { get; set; }
}
