using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>What the channels present: tokens of the Bot Framework service.</summary>
internal static class ChannelTokens
{
    public static TokenValidationParameters Parameters(string issuer, IEnumerable<string> moreIssuers = null) => new TokenValidationParameters
    {
        ValidateIssuer = true,
        ValidIssuers = new[] { issuer }.Concat(moreIssuers ?? []).ToArray(),
        ValidateAudience = false, // Checked against the bot's app ids, which only its own code knows.
        ValidateLifetime = true,
        ClockSkew = TimeSpan.FromMinutes(5),
        RequireSignedTokens = true,
        ValidateIssuerSigningKey = true,
    };
}
