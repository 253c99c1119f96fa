using System;
using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Identity.Client;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Credentials that get and keep their tokens through MSAL. Stands for <c>Microsoft.Bot.Connector.Authentication.MsalAppCredentials</c>.</summary>
public class MsalAppCredentials : AppCredentials, IAuthenticator
{
    public static readonly MsalAppCredentials Empty = new MsalAppCredentials(clientApplication: null, appId: null);

    private const string DefaultScope = "/.default";
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    // When a token runs out, one request fetches the next and all others take it from MSAL's cache.
    private static readonly SemaphoreSlim Acquiring = new SemaphoreSlim(1, 1);

    private readonly IConfidentialClientApplication _clientApplication;
    private readonly string _authority;
    private readonly string _scope;
    private readonly bool _validateAuthority;
    private readonly ILogger _logger;

    public MsalAppCredentials(IConfidentialClientApplication clientApplication, string appId, string authority = null, string scope = null, bool validateAuthority = true, ILogger logger = null)
        : base(null, null, logger, scope)
    {
        MicrosoftAppId = appId;
        _clientApplication = clientApplication;
        _authority = authority;
        _scope = scope;
        _validateAuthority = validateAuthority;
        _logger = logger ?? NullLogger.Instance;
    }

    public MsalAppCredentials(string appId, string appPassword, string authority = null, string scope = null, bool validateAuthority = true, ILogger logger = null)
        : this(ConfidentialClientApplicationBuilder.Create(appId).WithClientSecret(appPassword).Build(), appId, authority, scope, validateAuthority, logger)
    {
    }

    public MsalAppCredentials(string appId, X509Certificate2 certificate, string authority = null, string scope = null, bool validateAuthority = true, ILogger logger = null)
        : this(appId, certificate, false, authority, scope, validateAuthority, logger)
    {
    }

    public MsalAppCredentials(string appId, X509Certificate2 certificate, bool sendX5c, string authority = null, string scope = null, bool validateAuthority = true, ILogger logger = null)
        : this(ConfidentialClientApplicationBuilder.Create(appId).WithCertificate(certificate, sendX5c).Build(), appId, authority, scope, validateAuthority, logger)
    {
    }

    async Task<AuthenticatorResult> IAuthenticator.GetTokenAsync(bool forceRefresh)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await Retry.Run(() => AcquireTokenAsync(forceRefresh), HandleFailure);
        AuthenticationLog.TokenAcquired(_logger, "MSAL", Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return result;
    }

    protected override Lazy<IAuthenticator> BuildIAuthenticator() => new Lazy<IAuthenticator>(() => this, LazyThreadSafetyMode.ExecutionAndPublication);

    private async Task<AuthenticatorResult> AcquireTokenAsync(bool forceRefresh)
    {
        if (_clientApplication == null)
            throw new InvalidOperationException("Empty credentials have no token.");
        if (!await Acquiring.WaitAsync(LongestWait))
            throw new ThrottleException { RetryParams = RetryParams.DefaultBackOff(0) };

        try
        {
            var scope = _scope ?? OAuthScope;
            var request = _clientApplication
                .AcquireTokenForClient([scope.EndsWith(DefaultScope, StringComparison.OrdinalIgnoreCase) ? scope : scope + DefaultScope])
                .WithForceRefresh(forceRefresh);
#pragma warning disable CS0618 // The application is the caller's; only here can the authority that goes with these credentials be set.
            request = request.WithAuthority(_authority ?? OAuthEndpoint, _validateAuthority);
#pragma warning restore CS0618
            var result = await request.ExecuteAsync();
            return new AuthenticatorResult { AccessToken = result.AccessToken, ExpiresOn = result.ExpiresOn };
        }
        finally
        {
            Acquiring.Release();
        }
    }

    private RetryParams HandleFailure(Exception exception, int retries)
    {
        AuthenticationLog.TokenFailed(_logger, exception, "MSAL");

        // https://learn.microsoft.com/entra/identity-platform/reference-error-codes#handling-error-codes-in-your-application
        return exception is ThrottleException or MsalServiceException { ErrorCode: "temporarily_unavailable" }
            ? RetryParams.DefaultBackOff(retries)
            : RetryParams.StopRetrying;
    }
}
