using System;
using System.Collections.Generic;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Says whether a signing key speaks for a channel. Stands for <c>Microsoft.Bot.Connector.Authentication.EndorsementsValidator</c>.</summary>
public static class EndorsementsValidator
{
    public static bool Validate(string expectedEndorsement, HashSet<string> endorsements)
    {
        // An activity without a channel id claims nothing that somebody would have to endorse.
        if (string.IsNullOrEmpty(expectedEndorsement))
            return true;

        ArgumentNullException.ThrowIfNull(endorsements);
        return endorsements.Contains(expectedEndorsement);
    }
}
