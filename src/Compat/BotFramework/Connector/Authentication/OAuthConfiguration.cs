namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Where and for what a token is requested. Stands for <c>Microsoft.Bot.Connector.Authentication.OAuthConfiguration</c>.</summary>
public class OAuthConfiguration
{
    public string Authority { get; set; }

    public string Scope { get; set; }

    public bool ValidateAuthority { get; set; }
}
