using System;
using System.Diagnostics;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Gets tokens from the identity endpoint of the Azure machine. Stands for <c>Microsoft.Bot.Connector.Authentication.ManagedIdentityAuthenticator</c>.</summary>
public class ManagedIdentityAuthenticator : IAuthenticator
{
    private const string Way = "managed identity";
    private readonly string _resource;
    private readonly ILogger _logger;
    private readonly IManagedIdentityApplication _application;

    public ManagedIdentityAuthenticator(string appId, string resource, HttpClient customHttpClient = null, ILogger logger = null)
    {
        if (string.IsNullOrWhiteSpace(appId))
            throw new ArgumentNullException(nameof(appId));
        if (string.IsNullOrWhiteSpace(resource))
            throw new ArgumentNullException(nameof(resource));

        _resource = resource;
        _logger = logger ?? NullLogger.Instance;
        var builder = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(appId));
        if (customHttpClient != null)
            builder.WithHttpClientFactory(new ConstantHttpClientFactory(customHttpClient));
        _application = builder.Build();
    }

    public async Task<AuthenticatorResult> GetTokenAsync(bool forceRefresh = false)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await Retry.Run(() => AcquireTokenAsync(forceRefresh), HandleFailure);
        AuthenticationLog.TokenAcquired(_logger, Way, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return result;
    }

    private async Task<AuthenticatorResult> AcquireTokenAsync(bool forceRefresh)
    {
        var result = await _application.AcquireTokenForManagedIdentity(_resource).WithForceRefresh(forceRefresh).ExecuteAsync();
        return new AuthenticatorResult { AccessToken = result.AccessToken, ExpiresOn = result.ExpiresOn };
    }

    private RetryParams HandleFailure(Exception exception, int retries)
    {
        AuthenticationLog.TokenFailed(_logger, exception, Way);

        // An answer of the endpoint stays what it is; only throttling and a failure on the way there, which MSAL wraps, may pass.
        return exception is MsalServiceException { StatusCode: not 429, InnerException: null } ? RetryParams.StopRetrying : RetryParams.DefaultBackOff(retries);
    }
}
