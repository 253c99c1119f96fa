using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Security.Claims;
using System.Threading.Tasks;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Validates the tokens that bots present to each other. Stands for <c>Microsoft.Bot.Connector.Authentication.SkillValidation</c>.</summary>
public class SkillValidation
{
    public static bool IsSkillToken(string authHeader)
    {
        var token = JwtTokenValidation.ReadToken(authHeader);
        return token != null && IsSkillClaim(token.Claims);
    }

    public static bool IsSkillClaim(IEnumerable<Claim> claims)
    {
        var all = claims.ToList();
        if (all.Any(claim => claim.Type == AuthenticationConstants.AppIdClaim && claim.Value == AuthenticationConstants.AnonymousSkillAppId))
            return true;
        if (string.IsNullOrWhiteSpace(all.FirstOrDefault(claim => claim.Type == AuthenticationConstants.VersionClaim)?.Value))
            return false;

        // A channel names itself or the bot as both; a bot that calls another names two different apps.
        var audience = all.FirstOrDefault(claim => claim.Type == AuthenticationConstants.AudienceClaim)?.Value;
        if (string.IsNullOrWhiteSpace(audience)
            || AuthenticationConstants.ToBotFromChannelTokenIssuer.Equals(audience, StringComparison.OrdinalIgnoreCase)
            || GovernmentAuthenticationConstants.ToBotFromChannelTokenIssuer.Equals(audience, StringComparison.OrdinalIgnoreCase))
            return false;

        var appId = JwtTokenValidation.GetAppIdFromClaims(all);
        return !string.IsNullOrWhiteSpace(appId) && appId != audience;
    }

    public static async Task<ClaimsIdentity> AuthenticateChannelToken(string authHeader, ICredentialProvider credentials, IChannelProvider channelProvider, HttpClient httpClient, string channelId, AuthenticationConfiguration authConfig)
    {
        ArgumentNullException.ThrowIfNull(authConfig);

        var metadataUrl = channelProvider != null && channelProvider.IsGovernment()
            ? GovernmentAuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl
            : AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl;
        var extractor = new JwtTokenExtractor(httpClient, EntraTokens.Parameters(), metadataUrl, AuthenticationConstants.AllowedSigningAlgorithms);
        var identity = await extractor.GetIdentityAsync(authHeader, channelId, authConfig.RequiredEndorsements);
        await ValidateIdentityAsync(identity, credentials);
        return identity;
    }

    public static ClaimsIdentity CreateAnonymousSkillClaim() =>
        new ClaimsIdentity([new Claim(AuthenticationConstants.AppIdClaim, AuthenticationConstants.AnonymousSkillAppId)], AuthenticationConstants.AnonymousAuthType);

    internal static Task ValidateIdentityAsync(ClaimsIdentity identity, ICredentialProvider credentials) =>
        IdentityChecks.SkillAsync(identity, credentials.IsValidAppIdAsync);
}
