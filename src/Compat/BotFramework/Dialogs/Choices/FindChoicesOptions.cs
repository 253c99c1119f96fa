namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>How choices are looked for in an utterance. Stands for <c>Microsoft.Bot.Builder.Dialogs.Choices.FindChoicesOptions</c>.</summary>
public class FindChoicesOptions : FindValuesOptions
{
    public bool NoValue { get; set; }

    public bool NoAction { get; set; }

    public bool RecognizeNumbers { get; set; } = true;

    public bool RecognizeOrdinals { get; set; } = true;
}
