using System;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>An access token and its end. Stands for <c>Microsoft.Bot.Connector.Authentication.AuthenticatorResult</c>.</summary>
public class AuthenticatorResult
{
    public string AccessToken { get; set; }

    public DateTimeOffset ExpiresOn { get; set; }
}
