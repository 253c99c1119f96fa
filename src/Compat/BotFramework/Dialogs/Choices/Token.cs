namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>A word of an utterance. Stands for <c>Microsoft.Bot.Builder.Dialogs.Choices.Token</c>.</summary>
public class Token
{
    public int Start { get; set; }

    public int End { get; set; }

    public string Text { get; set; }

    public string Normalized { get; set; }
}
