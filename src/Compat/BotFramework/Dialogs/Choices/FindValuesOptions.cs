namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>How values are looked for in an utterance. Stands for <c>Microsoft.Bot.Builder.Dialogs.Choices.FindValuesOptions</c>.</summary>
public class FindValuesOptions
{
    public bool AllowPartialMatches { get; set; }

    public string Locale { get; set; }

    public int? MaxTokenDistance { get; set; }

    public TokenizerFunction Tokenizer { get; set; }
}
