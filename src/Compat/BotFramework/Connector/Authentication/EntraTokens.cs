using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>What the Emulator and other bots present: tokens of Entra's Bot Framework tenants.</summary>
internal static class EntraTokens
{
    // https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#emulator-to-bot-step-2
    private static readonly string[] Issuers =
    [
        "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", // v3.1, token 1.0
        "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0", // v3.1, token 2.0
        "https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/", // v3.2, token 1.0
        "https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0", // v3.2, token 2.0
        "https://sts.windows.net/cab8a31a-1906-4287-a0d8-4eef66b95f6e/", // US government, token 1.0
        "https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0", // US government, token 2.0
        "https://login.microsoftonline.us/f8cdef31-a31e-4b4a-93e4-5f571e91255a/", // US government, token 1.0
        "https://login.microsoftonline.us/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0", // US government, token 2.0
    ];

    public static TokenValidationParameters Parameters(IEnumerable<string> moreIssuers = null) => new TokenValidationParameters
    {
        ValidateIssuer = true,
        ValidIssuers = Issuers.Concat(moreIssuers ?? []).ToArray(),
        ValidateAudience = false, // Checked against the bot's app ids, which only its own code knows.
        ValidateLifetime = true,
        ClockSkew = TimeSpan.FromMinutes(5),
        RequireSignedTokens = true,
    };
}
