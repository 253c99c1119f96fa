using System;
using System.Collections.Generic;
using System.Security.Claims;
using System.Threading.Tasks;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Lets only the listed skills answer this bot. Stands for <c>Microsoft.Bot.Connector.Authentication.AllowedSkillsClaimsValidator</c>.</summary>
public class AllowedSkillsClaimsValidator : ClaimsValidator
{
    private readonly IList<string> _allowedSkills;

    public AllowedSkillsClaimsValidator(IList<string> allowedSkillAppIds) => _allowedSkills = allowedSkillAppIds ?? [];

    public override Task ValidateClaimsAsync(IList<Claim> claims)
    {
        if (!SkillValidation.IsSkillClaim(claims))
            return Task.CompletedTask;

        var skill = JwtTokenValidation.GetAppIdFromClaims(claims);
        if (!_allowedSkills.Contains(skill))
            throw new UnauthorizedAccessException($"Received a request from an application with an appID of \"{skill}\". To enable requests from this skill, add the skill to your configuration file.");
        return Task.CompletedTask;
    }
}
