using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Rest;

namespace Microsoft.Bot.Builder.Integration.AspNet.Core;

/// <summary>Makes the credentials that the configuration describes. Stands for <c>Microsoft.Bot.Builder.Integration.AspNet.Core.ConfigurationServiceClientCredentialFactory</c>.</summary>
public class ConfigurationServiceClientCredentialFactory : ServiceClientCredentialsFactory
{
    private readonly ServiceClientCredentialsFactory _inner;

    public ConfigurationServiceClientCredentialFactory(IConfiguration configuration, HttpClient httpClient = null, ILogger logger = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        var appId = configuration.GetSection(MicrosoftAppCredentials.MicrosoftAppIdKey)?.Value;
        var password = configuration.GetSection(MicrosoftAppCredentials.MicrosoftAppPasswordKey)?.Value;
        var tenantId = configuration.GetSection(MicrosoftAppCredentials.MicrosoftAppTenantIdKey)?.Value;
        _ = Enum.TryParse<MicrosoftAppType>(configuration.GetSection(MicrosoftAppCredentials.MicrosoftAppTypeKey)?.Value, ignoreCase: true, out var type);
        switch (type)
        {
            case MicrosoftAppType.UserAssignedMsi:
                Require(appId, MicrosoftAppCredentials.MicrosoftAppIdKey, "MSI");
                Require(tenantId, MicrosoftAppCredentials.MicrosoftAppTenantIdKey, "MSI");
                if (!string.IsNullOrWhiteSpace(password))
                    throw new ArgumentException($"{MicrosoftAppCredentials.MicrosoftAppPasswordKey} must not be set for MSI in configuration.");
                _inner = new ManagedIdentityServiceClientCredentialsFactory(appId, httpClient, logger);
                break;
            case MicrosoftAppType.SingleTenant:
                Require(appId, MicrosoftAppCredentials.MicrosoftAppIdKey, "SingleTenant");
                Require(tenantId, MicrosoftAppCredentials.MicrosoftAppTenantIdKey, "SingleTenant");
                Require(password, MicrosoftAppCredentials.MicrosoftAppPasswordKey, "SingleTenant");
                _inner = new PasswordServiceClientCredentialFactory(appId, password, tenantId, httpClient, logger);
                break;
            default:
                _inner = new PasswordServiceClientCredentialFactory(appId, password, string.Empty, httpClient, logger);
                break;
        }
    }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => _inner.IsValidAppIdAsync(appId, cancellationToken);

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => _inner.IsAuthenticationDisabledAsync(cancellationToken);

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string audience, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken) =>
        _inner.CreateCredentialsAsync(appId, audience, loginEndpoint, validateAuthority, cancellationToken);

    private static void Require(string value, string key, string type)
    {
        if (string.IsNullOrWhiteSpace(value))
            throw new ArgumentException($"{key} is required for {type} in configuration.");
    }
}
