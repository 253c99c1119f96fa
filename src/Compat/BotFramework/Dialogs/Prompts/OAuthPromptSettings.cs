using Microsoft.Bot.Connector.Authentication;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Which connection a sign-in uses and how it is shown. Stands for <c>Microsoft.Bot.Builder.Dialogs.OAuthPromptSettings</c>.</summary>
public class OAuthPromptSettings
{
    public AppCredentials OAuthAppCredentials { get; set; }

    public string ConnectionName { get; set; }

    public string Title { get; set; }

    public string Text { get; set; }

    public int? Timeout { get; set; }

    public bool EndOnInvalidMessage { get; set; }

    public bool? ShowSignInLink { get; set; }
}
