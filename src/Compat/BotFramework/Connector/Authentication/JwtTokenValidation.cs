using System;
using System.Collections.Generic;
using System.IdentityModel.Tokens.Jwt;
using System.Linq;
using System.Net.Http;
using System.Security.Claims;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Authenticates incoming requests. Stands for <c>Microsoft.Bot.Connector.Authentication.JwtTokenValidation</c>.</summary>
public static class JwtTokenValidation
{
    private static readonly HttpClient SharedHttpClient = new HttpClient();

    public static Task<ClaimsIdentity> AuthenticateRequest(IActivity activity, string authHeader, ICredentialProvider credentials, IChannelProvider provider, HttpClient httpClient = null) =>
        AuthenticateRequest(activity, authHeader, credentials, provider, new AuthenticationConfiguration(), httpClient);

    public static async Task<ClaimsIdentity> AuthenticateRequest(IActivity activity, string authHeader, ICredentialProvider credentials, IChannelProvider provider, AuthenticationConfiguration authConfig, HttpClient httpClient = null)
    {
        ArgumentNullException.ThrowIfNull(authConfig);
        if (!string.IsNullOrWhiteSpace(authHeader))
            return await ValidateAuthHeader(authHeader, credentials, provider, activity.ChannelId, authConfig, activity.ServiceUrl, httpClient);

        if (!await credentials.IsAuthenticationDisabledAsync())
            throw new UnauthorizedAccessException();
        return Anonymous(activity);
    }

    public static Task<ClaimsIdentity> ValidateAuthHeader(string authHeader, ICredentialProvider credentials, IChannelProvider channelProvider, string channelId, string serviceUrl = null, HttpClient httpClient = null) =>
        ValidateAuthHeader(authHeader, credentials, channelProvider, channelId, new AuthenticationConfiguration(), serviceUrl, httpClient);

    public static async Task<ClaimsIdentity> ValidateAuthHeader(string authHeader, ICredentialProvider credentials, IChannelProvider channelProvider, string channelId, AuthenticationConfiguration authConfig, string serviceUrl = null, HttpClient httpClient = null)
    {
        if (string.IsNullOrEmpty(authHeader))
            throw new ArgumentNullException(nameof(authHeader));
        ArgumentNullException.ThrowIfNull(authConfig);

        var identity = await AuthenticateTokenAsync(authHeader, credentials, channelProvider, channelId, authConfig, serviceUrl, httpClient ?? SharedHttpClient);
        await ValidateClaimsAsync(authConfig, identity.Claims);
        return identity;
    }

    public static string GetAppIdFromClaims(IEnumerable<Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);

        var all = claims as IList<Claim> ?? claims.ToList();
        var version = all.FirstOrDefault(claim => claim.Type == AuthenticationConstants.VersionClaim)?.Value;
        return version switch
        {
            "2.0" => all.FirstOrDefault(claim => claim.Type == AuthenticationConstants.AuthorizedParty)?.Value,
            _ when string.IsNullOrWhiteSpace(version) || version == "1.0" => all.FirstOrDefault(claim => claim.Type == AuthenticationConstants.AppIdClaim)?.Value,
            _ => null,
        };
    }

    internal static async Task ValidateClaimsAsync(AuthenticationConfiguration authConfig, IEnumerable<Claim> claims)
    {
        if (authConfig.ClaimsValidator != null)
            await authConfig.ClaimsValidator.ValidateClaimsAsync(claims as IList<Claim> ?? claims.ToList());
        else if (SkillValidation.IsSkillClaim(claims))
            throw new UnauthorizedAccessException("ClaimsValidator is required for validation of Skill Host calls.");
    }

    /// <summary>Who calls when authentication is off. The identity counts as authenticated, because the bot's owner asked for no more.</summary>
    internal static ClaimsIdentity Anonymous(IActivity activity) =>
        activity.ChannelId == Channels.Emulator && activity.Recipient?.Role == RoleTypes.Skill
            ? SkillValidation.CreateAnonymousSkillClaim()
            : new ClaimsIdentity([], AuthenticationConstants.AnonymousAuthType);

    /// <summary>The token of a "Bearer token" header, unread; null when the header has another form.</summary>
    internal static JwtSecurityToken ReadToken(string authHeader)
    {
        var parts = authHeader?.Split(' ');
        return parts is [var scheme, var token] && scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? new JwtSecurityToken(token) : null;
    }

    private static Task<ClaimsIdentity> AuthenticateTokenAsync(string authHeader, ICredentialProvider credentials, IChannelProvider channelProvider, string channelId, AuthenticationConfiguration authConfig, string serviceUrl, HttpClient httpClient)
    {
#pragma warning disable CS0618 // The official entry point serves its own obsolete channels, too.
        if (AseChannelValidation.IsAseChannel(channelId))
            return AseChannelValidation.AuthenticateAseTokenAsync(authHeader, httpClient, authConfig);
        if (SkillValidation.IsSkillToken(authHeader))
            return SkillValidation.AuthenticateChannelToken(authHeader, credentials, channelProvider, httpClient, channelId, authConfig);
        if (EmulatorValidation.IsTokenFromEmulator(authHeader))
            return EmulatorValidation.AuthenticateEmulatorToken(authHeader, credentials, channelProvider, httpClient, channelId, authConfig);
        if (channelProvider == null || channelProvider.IsPublicAzure())
        {
            return serviceUrl != null
                ? ChannelValidation.AuthenticateChannelToken(authHeader, credentials, serviceUrl, httpClient, channelId, authConfig)
                : ChannelValidation.AuthenticateChannelToken(authHeader, credentials, httpClient, channelId, authConfig);
        }

        return channelProvider.IsGovernment()
            ? GovernmentChannelValidation.AuthenticateChannelToken(authHeader, credentials, serviceUrl, httpClient, channelId, authConfig)
            : EnterpriseChannelValidation.AuthenticateChannelToken(authHeader, credentials, channelProvider, serviceUrl, httpClient, channelId, authConfig);
#pragma warning restore CS0618
    }
}
