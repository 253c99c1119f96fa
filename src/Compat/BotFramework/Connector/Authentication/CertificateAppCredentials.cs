using System;
using System.Net.Http;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using Microsoft.Extensions.Logging;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Credentials of an app with a certificate. Stands for <c>Microsoft.Bot.Connector.Authentication.CertificateAppCredentials</c>.</summary>
public class CertificateAppCredentials : AppCredentials
{
    private readonly X509Certificate2 _clientCertificate;
    private readonly bool _sendX5c;

    public CertificateAppCredentials(CertificateAppCredentialsOptions options)
        : base(options.ChannelAuthTenant, options.CustomHttpClient, options.Logger, options.OauthScope)
    {
        if (options.ClientCertificate == null)
            throw new ArgumentNullException(nameof(options), "ClientCertificate is required.");
        if (string.IsNullOrEmpty(options.AppId))
            throw new ArgumentNullException(nameof(options), "AppId is required.");

        _clientCertificate = options.ClientCertificate;
        _sendX5c = options.SendX5c;
        MicrosoftAppId = options.AppId;
    }

    public CertificateAppCredentials(X509Certificate2 clientCertificate, string appId, string channelAuthTenant = null, HttpClient customHttpClient = null, ILogger logger = null)
        : this(clientCertificate, appId, channelAuthTenant, string.Empty, false, customHttpClient, logger)
    {
    }

    public CertificateAppCredentials(X509Certificate2 clientCertificate, bool sendX5c, string appId, string channelAuthTenant = null, HttpClient customHttpClient = null, ILogger logger = null)
        : this(clientCertificate, appId, channelAuthTenant, string.Empty, sendX5c, customHttpClient, logger)
    {
    }

    public CertificateAppCredentials(X509Certificate2 clientCertificate, string appId, string channelAuthTenant = null, string oAuthScope = null, bool sendX5c = false, HttpClient customHttpClient = null, ILogger logger = null)
        : base(channelAuthTenant, customHttpClient, logger, oAuthScope)
    {
        ArgumentNullException.ThrowIfNull(clientCertificate);
        if (string.IsNullOrEmpty(appId))
            throw new ArgumentNullException(nameof(appId));

        _clientCertificate = clientCertificate;
        _sendX5c = sendX5c;
        MicrosoftAppId = appId;
    }

    protected override Lazy<IAuthenticator> BuildIAuthenticator() => new Lazy<IAuthenticator>(
        () => new MsalAppCredentials(
            ClientApplications.Create(MicrosoftAppId, new Uri(OAuthEndpoint), ValidateAuthority, CustomHttpClient, builder => builder.WithCertificate(_clientCertificate, _sendX5c)),
            MicrosoftAppId,
            OAuthEndpoint,
            OAuthScope,
            ValidateAuthority,
            Logger),
        LazyThreadSafetyMode.ExecutionAndPublication);
}
