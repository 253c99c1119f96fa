using System;
using System.Collections.Generic;
using System.Security.Claims;
using System.Threading.Tasks;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Lets only the listed bots call this one ("*": every bot). Stands for <c>Microsoft.Bot.Connector.Authentication.AllowedCallersClaimsValidator</c>.</summary>
public class AllowedCallersClaimsValidator : ClaimsValidator
{
    private readonly IList<string> _allowedCallers;

    public AllowedCallersClaimsValidator(IList<string> allowedCallers) => _allowedCallers = allowedCallers ?? [];

    public override Task ValidateClaimsAsync(IList<Claim> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        if (!SkillValidation.IsSkillClaim(claims) || _allowedCallers.Contains("*"))
            return Task.CompletedTask;

        var caller = JwtTokenValidation.GetAppIdFromClaims(claims);
        if (!_allowedCallers.Contains(caller))
            throw new UnauthorizedAccessException($"Received a request from a bot with an app ID of \"{caller}\". To enable requests from this caller, add the app ID to the configured set of allowedCallers.");
        return Task.CompletedTask;
    }
}
