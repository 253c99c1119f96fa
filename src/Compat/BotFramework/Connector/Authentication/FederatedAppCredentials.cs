using System;
using System.Net.Http;
using System.Threading;
using Microsoft.Extensions.Logging;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Credentials of an app that a managed identity vouches for. Stands for <c>Microsoft.Bot.Connector.Authentication.FederatedAppCredentials</c>.</summary>
public class FederatedAppCredentials : AppCredentials
{
    private readonly string _clientId;

    public FederatedAppCredentials(string appId, string clientId, string channelAuthTenant = null, string oAuthScope = null, HttpClient customHttpClient = null, ILogger logger = null)
        : base(channelAuthTenant, customHttpClient, logger, oAuthScope)
    {
        if (string.IsNullOrWhiteSpace(appId))
            throw new ArgumentNullException(nameof(appId));

        MicrosoftAppId = appId;
        _clientId = clientId;
    }

    protected override Lazy<IAuthenticator> BuildIAuthenticator() => new Lazy<IAuthenticator>(
        () => new FederatedAuthenticator(MicrosoftAppId, _clientId, OAuthEndpoint, OAuthScope, CustomHttpClient, Logger),
        LazyThreadSafetyMode.ExecutionAndPublication);
}
