using System.Collections.Generic;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>What is asked of tokens beyond the protocol. Stands for <c>Microsoft.Bot.Connector.Authentication.AuthenticationConfiguration</c>.</summary>
public class AuthenticationConfiguration
{
    public string[] RequiredEndorsements { get; set; } = [];

    public virtual ClaimsValidator ClaimsValidator { get; set; }

    public IEnumerable<string> ValidTokenIssuers { get; set; } = [];
}
