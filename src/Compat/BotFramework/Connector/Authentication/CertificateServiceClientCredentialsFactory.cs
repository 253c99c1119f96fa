using System;
using System.Collections.Concurrent;
using System.Net.Http;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Makes credentials from a certificate. Stands for <c>Microsoft.Bot.Connector.Authentication.CertificateServiceClientCredentialsFactory</c>.</summary>
public class CertificateServiceClientCredentialsFactory : ServiceClientCredentialsFactory
{
    private readonly ConcurrentDictionary<(string Audience, string LoginEndpoint), CertificateAppCredentials> _made = new();
    private readonly X509Certificate2 _certificate;
    private readonly string _appId;
    private readonly string _tenantId;
    private readonly HttpClient _httpClient;
    private readonly ILogger _logger;
    private readonly bool _sendX5c;

    public CertificateServiceClientCredentialsFactory(X509Certificate2 certificate, string appId, string tenantId = null, HttpClient httpClient = null, ILogger logger = null, bool sendX5c = false)
    {
        if (string.IsNullOrWhiteSpace(appId))
            throw new ArgumentNullException(nameof(appId));
        ArgumentNullException.ThrowIfNull(certificate);

        _certificate = certificate;
        _appId = appId;
        _tenantId = tenantId;
        _httpClient = httpClient;
        _logger = logger;
        _sendX5c = sendX5c;
    }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(appId == _appId);

    // A bot that was given a certificate means to be authenticated.
    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken)
    {
        if (appId != _appId)
            throw new InvalidOperationException("Invalid Managed ID.");

        return Task.FromResult<ServiceClientCredentials>(_made.GetOrAdd((audience, loginEndpoint), _ => LoginEndpoints.CloudOf(loginEndpoint) switch
        {
            Cloud.Public => new CertificateAppCredentials(_certificate, _appId, _tenantId, audience, _sendX5c, _httpClient, _logger),
            Cloud.Government => new CertificateGovernmentAppCredentials(_certificate, _appId, _tenantId, audience, _sendX5c, _httpClient, _logger),
            _ => new CertificatePrivateCloudAppCredentials(_certificate, _appId, _tenantId, audience, _sendX5c, _httpClient, _logger, loginEndpoint, validateAuthority),
        }));
    }
}
