namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Which connection a sign-in uses and how it is shown. Stands for <c>Microsoft.Bot.Builder.Dialogs.OAuthPromptSettings</c>.</summary>
public class OAuthPromptSettings
{
    public string ConnectionName { get; set; }

    public string Title { get; set; }

    public string Text { get; set; }
}
