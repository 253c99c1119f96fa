namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>How choices are shown. Stands for <c>Microsoft.Bot.Builder.Dialogs.Choices.ListStyle</c>.</summary>
public enum ListStyle
{
    None,
    Auto,
    Inline,
    List,
    SuggestedAction,
    HeroCard,
}
