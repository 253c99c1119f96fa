using System;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Identity.Client;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Gets an app's tokens with a managed identity's token as its proof.</summary>
internal sealed class FederatedAuthenticator : IAuthenticator
{
    // https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
    private const string ExchangeAudience = "api://AzureADTokenExchange";

    private readonly IAuthenticator _app;

    public FederatedAuthenticator(string appId, string clientId, string authority, string scope, HttpClient httpClient, ILogger logger)
    {
        var identity = new ManagedIdentityAuthenticator(clientId, ExchangeAudience, httpClient, logger);
        var application = ClientApplications.Create(
            appId,
            new Uri(authority),
            true,
            httpClient,
            builder => builder.WithClientAssertion(async (AssertionRequestOptions _) => (await identity.GetTokenAsync()).AccessToken));
        _app = new MsalAppCredentials(application, appId, authority, scope, true, logger);
    }

    public Task<AuthenticatorResult> GetTokenAsync(bool forceRefresh = false) => _app.GetTokenAsync(forceRefresh);
}
