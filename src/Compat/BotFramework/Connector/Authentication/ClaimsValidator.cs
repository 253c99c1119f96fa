using System.Collections.Generic;
using System.Security.Claims;
using System.Threading.Tasks;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Decides whether a caller with these claims may call; throws when not. Stands for <c>Microsoft.Bot.Connector.Authentication.ClaimsValidator</c>.</summary>
public abstract class ClaimsValidator
{
    public abstract Task ValidateClaimsAsync(IList<Claim> claims);
}
