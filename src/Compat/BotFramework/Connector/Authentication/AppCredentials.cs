using System;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Credentials that put an Entra token on every request. Stands for <c>Microsoft.Bot.Connector.Authentication.AppCredentials</c>.</summary>
public abstract class AppCredentials : ServiceClientCredentials
{
    private readonly string _oAuthScope;
    private Lazy<IAuthenticator> _authenticator;

    public AppCredentials(string channelAuthTenant = null, HttpClient customHttpClient = null, ILogger logger = null)
        : this(channelAuthTenant, customHttpClient, logger, null)
    {
    }

    public AppCredentials(string channelAuthTenant = null, HttpClient customHttpClient = null, ILogger logger = null, string oAuthScope = null)
    {
        _oAuthScope = oAuthScope;
        ChannelAuthTenant = channelAuthTenant;
        CustomHttpClient = customHttpClient;
        Logger = logger ?? NullLogger.Instance;
    }

    public string MicrosoftAppId { get; set; }

    public virtual string ChannelAuthTenant
    {
        get => string.IsNullOrEmpty(AuthTenant) ? DefaultChannelAuthTenant : AuthTenant;
        set
        {
            if (!Uri.TryCreate(string.Format(CultureInfo.InvariantCulture, ToChannelFromBotLoginUrlTemplate, value), UriKind.Absolute, out _))
                throw new ArgumentException($"Invalid channel auth tenant: {value}", nameof(value));
            AuthTenant = value;
        }
    }

    public virtual string OAuthEndpoint => string.Format(CultureInfo.InvariantCulture, ToChannelFromBotLoginUrlTemplate, ChannelAuthTenant);

    public virtual bool ValidateAuthority => true;

    public virtual string OAuthScope => string.IsNullOrWhiteSpace(_oAuthScope) ? ToChannelFromBotOAuthScope : _oAuthScope;

    protected string AuthTenant { get; set; }

    protected HttpClient CustomHttpClient { get; set; }

    protected ILogger Logger { get; set; }

    protected virtual string DefaultChannelAuthTenant => AuthenticationConstants.DefaultChannelAuthTenant;

    protected virtual string ToChannelFromBotOAuthScope => AuthenticationConstants.ToChannelFromBotOAuthScope;

    protected virtual string ToChannelFromBotLoginUrlTemplate => AuthenticationConstants.ToChannelFromBotLoginUrlTemplate;

    [Obsolete("TrustServiceUrl is not a required part of the security model.")]
    public static void TrustServiceUrl(string serviceUrl)
    {
    }

    [Obsolete("TrustServiceUrl is not a required part of the security model.")]
    public static void TrustServiceUrl(string serviceUrl, DateTime expirationTime)
    {
    }

    [Obsolete("IsTrustedServiceUrl is not a required part of the security model.")]
    public static bool IsTrustedServiceUrl(string serviceUrl) => true;

    public override async Task ProcessHttpRequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Without an app id there is nobody to authenticate: authentication is off.
        if (!string.IsNullOrEmpty(MicrosoftAppId) && MicrosoftAppId != AuthenticationConstants.AnonymousSkillAppId)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await GetTokenAsync());

        await base.ProcessHttpRequestAsync(request, cancellationToken);
    }

    public async Task<string> GetTokenAsync(bool forceRefresh = false)
    {
        _authenticator ??= BuildIAuthenticator();
        var token = await _authenticator.Value.GetTokenAsync(forceRefresh);
        if (string.IsNullOrWhiteSpace(token.AccessToken))
            AuthenticationLog.EmptyToken(Logger, MicrosoftAppId);
        return token.AccessToken;
    }

    protected abstract Lazy<IAuthenticator> BuildIAuthenticator();
}
