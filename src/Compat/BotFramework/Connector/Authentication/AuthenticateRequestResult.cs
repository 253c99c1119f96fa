using System.Security.Claims;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>What authenticating a request brought to light. Stands for <c>Microsoft.Bot.Connector.Authentication.AuthenticateRequestResult</c>.</summary>
public class AuthenticateRequestResult
{
    public string Audience { get; set; }

    public ClaimsIdentity ClaimsIdentity { get; set; }

    public string CallerId { get; set; }

    public ConnectorFactory ConnectorFactory { get; set; }
}
