using System;
using System.Net.Http;
using System.Threading;
using Microsoft.Extensions.Logging;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Credentials of an app with a password. Stands for <c>Microsoft.Bot.Connector.Authentication.MicrosoftAppCredentials</c>.</summary>
public class MicrosoftAppCredentials : AppCredentials
{
    public const string MicrosoftAppTypeKey = "MicrosoftAppType";
    public const string MicrosoftAppPasswordKey = "MicrosoftAppPassword";
    public const string MicrosoftAppIdKey = "MicrosoftAppId";
    public const string MicrosoftAppTenantIdKey = "MicrosoftAppTenantId";

    public static readonly MicrosoftAppCredentials Empty = new MicrosoftAppCredentials(null, null);

    public MicrosoftAppCredentials(string appId, string password, HttpClient customHttpClient = null, ILogger logger = null, string oAuthScope = null)
        : this(appId, password, null, customHttpClient, logger, oAuthScope)
    {
    }

    public MicrosoftAppCredentials(string appId, string password, string channelAuthTenant, HttpClient customHttpClient = null, ILogger logger = null, string oAuthScope = null)
        : base(channelAuthTenant, customHttpClient, logger, oAuthScope)
    {
        MicrosoftAppId = appId;
        MicrosoftAppPassword = password;
    }

    public string MicrosoftAppPassword { get; set; }

    protected override Lazy<IAuthenticator> BuildIAuthenticator() => new Lazy<IAuthenticator>(
        () => new MsalAppCredentials(
            ClientApplications.Create(MicrosoftAppId, new Uri(OAuthEndpoint), ValidateAuthority, CustomHttpClient, builder => builder.WithClientSecret(MicrosoftAppPassword)),
            MicrosoftAppId,
            OAuthEndpoint,
            OAuthScope,
            ValidateAuthority,
            Logger),
        LazyThreadSafetyMode.ExecutionAndPublication);
}
