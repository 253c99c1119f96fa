using System;
using System.Linq;
using System.Security.Claims;
using System.Threading.Tasks;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>The claims that each kind of caller must have. Every check throws <see cref="UnauthorizedAccessException"/> when one is missing or wrong.</summary>
internal static class IdentityChecks
{
    public static async Task ChannelAsync(ClaimsIdentity identity, string issuer, Func<string, Task<bool>> isValidAppId)
    {
        Authenticated(identity);

        var audience = identity.Claims.FirstOrDefault(claim => claim.Issuer == issuer && claim.Type == AuthenticationConstants.AudienceClaim)?.Value;
        if (string.IsNullOrWhiteSpace(audience))
            throw new UnauthorizedAccessException($"'{AuthenticationConstants.AudienceClaim}' claim is required on channel tokens.");
        if (!await isValidAppId(audience))
            throw new UnauthorizedAccessException($"Invalid AppId passed on token: {audience}");
    }

    public static void ServiceUrl(ClaimsIdentity identity, string serviceUrl)
    {
        var claim = Find(identity, AuthenticationConstants.ServiceUrlClaim);
        if (string.IsNullOrWhiteSpace(claim) || !string.Equals(claim, serviceUrl, StringComparison.OrdinalIgnoreCase))
            throw new UnauthorizedAccessException($"'{AuthenticationConstants.ServiceUrlClaim}' claim does not match the activity.");
    }

    public static async Task EmulatorAsync(ClaimsIdentity identity, string sender, Func<string, Task<bool>> isValidAppId)
    {
        Authenticated(identity);

        var version = identity.Claims.FirstOrDefault(claim => claim.Type == AuthenticationConstants.VersionClaim)
            ?? throw new UnauthorizedAccessException($"'ver' claim is required on {sender} Tokens.");
        var appId = version.Value switch
        {
            _ when string.IsNullOrWhiteSpace(version.Value) || version.Value == "1.0" => Find(identity, AuthenticationConstants.AppIdClaim)
                ?? throw new UnauthorizedAccessException($"'appid' claim is required on {sender} Token version '1.0'."),
            "2.0" => Find(identity, AuthenticationConstants.AuthorizedParty)
                ?? throw new UnauthorizedAccessException($"'azp' claim is required on {sender} Token version '2.0'."),
            _ => throw new UnauthorizedAccessException($"Unknown {sender} Token version '{version.Value}'."),
        };
        if (!await isValidAppId(appId))
            throw new UnauthorizedAccessException($"Invalid AppId passed on token: {appId}");
    }

    public static async Task SkillAsync(ClaimsIdentity identity, Func<string, Task<bool>> isValidAppId)
    {
        Authenticated(identity);

        if (!identity.HasClaim(claim => claim.Type == AuthenticationConstants.VersionClaim))
            throw new UnauthorizedAccessException($"'{AuthenticationConstants.VersionClaim}' claim is required on skill Tokens.");
        var audience = Find(identity, AuthenticationConstants.AudienceClaim);
        if (string.IsNullOrWhiteSpace(audience))
            throw new UnauthorizedAccessException($"'{AuthenticationConstants.AudienceClaim}' claim is required on skill Tokens.");
        if (!await isValidAppId(audience))
            throw new UnauthorizedAccessException("Invalid audience.");
        if (string.IsNullOrWhiteSpace(JwtTokenValidation.GetAppIdFromClaims(identity.Claims)))
            throw new UnauthorizedAccessException("Invalid appId.");
    }

    private static void Authenticated(ClaimsIdentity identity)
    {
        if (identity == null)
            throw new UnauthorizedAccessException("Invalid Identity");
        if (!identity.IsAuthenticated)
            throw new UnauthorizedAccessException("Token Not Authenticated");
    }

    private static string Find(ClaimsIdentity identity, string type) => identity.Claims.FirstOrDefault(claim => claim.Type == type)?.Value;
}
