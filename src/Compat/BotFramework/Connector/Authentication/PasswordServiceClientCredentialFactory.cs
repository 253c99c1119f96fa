using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Makes credentials from an app id and a password. Stands for <c>Microsoft.Bot.Connector.Authentication.PasswordServiceClientCredentialFactory</c>.</summary>
public class PasswordServiceClientCredentialFactory : ServiceClientCredentialsFactory
{
    private readonly HttpClient _httpClient;
    private readonly ILogger _logger;

    public PasswordServiceClientCredentialFactory()
    {
    }

    public PasswordServiceClientCredentialFactory(string appId, string password, string tenantId, HttpClient httpClient, ILogger logger)
    {
        AppId = appId;
        Password = password;
        TenantId = tenantId;
        _httpClient = httpClient;
        _logger = logger;
    }

    public string AppId { get; set; }

    public string TenantId { get; }

    public string Password { get; set; }

    public override Task<bool> IsValidAppIdAsync(string appId, CancellationToken cancellationToken) => Task.FromResult(appId == AppId);

    public override Task<bool> IsAuthenticationDisabledAsync(CancellationToken cancellationToken) => Task.FromResult(string.IsNullOrEmpty(AppId));

    public override Task<ServiceClientCredentials> CreateCredentialsAsync(string appId, string oauthScope, string loginEndpoint, bool validateAuthority, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(AppId))
            return Task.FromResult<ServiceClientCredentials>(MicrosoftAppCredentials.Empty);
        if (appId != AppId)
            throw new InvalidOperationException("Invalid appId.");

        ServiceClientCredentials credentials = LoginEndpoints.CloudOf(loginEndpoint) switch
        {
            Cloud.Public => new MicrosoftAppCredentials(AppId, Password, TenantId, _httpClient, _logger, oauthScope),
            Cloud.Government => new MicrosoftGovernmentAppCredentials(AppId, Password, TenantId, _httpClient, _logger, oauthScope),
            _ => new PrivateCloudAppCredentials(AppId, Password, TenantId, _httpClient, _logger, oauthScope, loginEndpoint, validateAuthority),
        };
        return Task.FromResult(credentials);
    }
}
