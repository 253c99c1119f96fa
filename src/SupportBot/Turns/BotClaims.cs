using System.Security.Claims;
using Microsoft.Bot.Connector.Authentication;

namespace SupportBot.Turns;

/// <summary>As whom the bot speaks to a channel without having been spoken to.</summary>
internal static class BotClaims
{
    /// <param name="appId">Empty when the bot has no registration.</param>
    public static ClaimsIdentity Of(string appId) =>
        new([new Claim(AuthenticationConstants.AudienceClaim, appId), new Claim(AuthenticationConstants.AppIdClaim, appId)]);
}
