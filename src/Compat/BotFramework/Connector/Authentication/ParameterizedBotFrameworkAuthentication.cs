using System;
using System.Linq;
using System.Net.Http;
using System.Security.Claims;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Builder.Skills;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Authenticates by the settings of one cloud.</summary>
internal sealed class ParameterizedBotFrameworkAuthentication(CloudSettings cloud, ITokenValidation tokens, ServiceClientCredentialsFactory credentialsFactory, IHttpClientFactory httpClientFactory, ILogger logger) : BotFrameworkAuthentication
{
    private readonly ILogger _logger = logger ?? NullLogger.Instance;

    public override string GetOriginatingAudience() => cloud.OAuthScope;

    public override async Task<ClaimsIdentity> AuthenticateChannelRequestAsync(string authHeader, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(authHeader))
            return await tokens.ValidateAsync(authHeader, "unknown", null);

        await RefuseUnlessDisabledAsync(cancellationToken);
        return SkillValidation.CreateAnonymousSkillClaim();
    }

    public override async Task<AuthenticateRequestResult> AuthenticateRequestAsync(Activity activity, string authHeader, CancellationToken cancellationToken)
    {
        var identity = await AuthenticateAsync(activity, authHeader, cancellationToken);
        var result = await ResultAsync(identity, cancellationToken);
        result.ConnectorFactory = CreateConnectorFactory(identity);
        return result;
    }

    public override async Task<AuthenticateRequestResult> AuthenticateStreamingRequestAsync(string authHeader, string channelIdHeader, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(channelIdHeader))
            await RefuseUnlessDisabledAsync(cancellationToken);

        var identity = await AuthenticateAsync(new Activity { ChannelId = channelIdHeader }, authHeader, cancellationToken);
        return await ResultAsync(identity, cancellationToken);
    }

    public override ConnectorFactory CreateConnectorFactory(ClaimsIdentity claimsIdentity) =>
        new ConnectorFactoryImpl(BotAppId(claimsIdentity), cloud, credentialsFactory, httpClientFactory);

    public override async Task<UserTokenClient> CreateUserTokenClientAsync(ClaimsIdentity claimsIdentity, CancellationToken cancellationToken)
    {
        var appId = BotAppId(claimsIdentity);
        var credentials = await credentialsFactory.CreateCredentialsAsync(appId, cloud.OAuthScope, cloud.LoginUrl, cloud.ValidateAuthority, cancellationToken);
        return new UserTokenClientImpl(appId, credentials, cloud.OAuthUrl, httpClientFactory?.CreateClient(), _logger);
    }

    public override BotFrameworkClient CreateBotFrameworkClient() => new BotFrameworkClientImpl(credentialsFactory, httpClientFactory, cloud.LoginUrl, _logger);

    // A channel's token is made out to the bot; the Emulator's token is the bot's own. Anonymous callers name neither.
    private static string BotAppId(ClaimsIdentity identity) =>
        (identity.Claims.SingleOrDefault(claim => claim.Type == AuthenticationConstants.AudienceClaim)
            ?? identity.Claims.SingleOrDefault(claim => claim.Type == AuthenticationConstants.AppIdClaim))?.Value;

    private async Task<ClaimsIdentity> AuthenticateAsync(Activity activity, string authHeader, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(authHeader))
            return await tokens.ValidateAsync(authHeader, activity.ChannelId, activity.ServiceUrl);

        await RefuseUnlessDisabledAsync(cancellationToken);
        return JwtTokenValidation.Anonymous(activity);
    }

    private async Task RefuseUnlessDisabledAsync(CancellationToken cancellationToken)
    {
        if (!await credentialsFactory.IsAuthenticationDisabledAsync(cancellationToken))
            throw new UnauthorizedAccessException();
    }

    private async Task<AuthenticateRequestResult> ResultAsync(ClaimsIdentity identity, CancellationToken cancellationToken) => new AuthenticateRequestResult
    {
        ClaimsIdentity = identity,
        Audience = SkillValidation.IsSkillClaim(identity.Claims) ? JwtTokenValidation.GetAppIdFromClaims(identity.Claims) : cloud.OAuthScope,
        CallerId = await GenerateCallerIdAsync(credentialsFactory, identity, cloud.CallerId, cancellationToken),
    };
}
