using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Identity.Client;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Makes credentials from a given MSAL application. Stands for <c>Microsoft.Bot.Connector.Authentication.MsalServiceClientCredentialsFactory</c>.</summary>
public class MsalServiceClientCredentialsFactory : ServiceClientCredentialsFactory
{
    private readonly IConfidentialClientApplication _clientApplication;
    private readonly ILogger _logger;

    public MsalServiceClientCredentialsFactory(IConfiguration configuration, IConfidentialClientApplication clientApplication, ILogger logger = null)
    {
        AppId = configuration.GetSection(MicrosoftAppCredentials.MicrosoftAppIdKey)?.Value;
        TenantId = configuration.GetSection(MicrosoftAppCredentials.MicrosoftAppTenantIdKey)?.Value;
        _clientApplication = clientApplication;
        _logger = logger ?? NullLogger.Instance;
    }

    public string AppId { get; }

    public string TenantId { get; }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(appId == AppId);

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(string.IsNullOrEmpty(AppId));

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(AppId))
            return Task.FromResult<ServiceClientCredentials>(MsalAppCredentials.Empty);
        if (appId != AppId)
            throw new InvalidOperationException($"Provided application Id '{appId}' does not match expected application Id '{AppId}'");

        var authority = LoginEndpoints.ForTenant(loginEndpoint, TenantId);
        return Task.FromResult<ServiceClientCredentials>(new MsalAppCredentials(_clientApplication, appId, authority, audience, validateAuthority, _logger));
    }
}
