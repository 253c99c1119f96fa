using System.Security.Claims;
using System.Threading.Tasks;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Checks the token on a request.</summary>
internal interface ITokenValidation
{
    /// <summary>Says who sent this header.</summary>
    /// <param name="authHeader">"Bearer token"; not empty.</param>
    /// <param name="channelId">The channel that the sender claims to be.</param>
    /// <param name="serviceUrl">The address that answers would go to; null when there is none to check.</param>
    /// <exception cref="System.UnauthorizedAccessException">The token is not good for this.</exception>
    Task<ClaimsIdentity> ValidateAsync(string authHeader, string channelId, string serviceUrl);
}
