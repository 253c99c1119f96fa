namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>What was recognized, and where in the utterance. Stands for <c>Microsoft.Bot.Builder.Dialogs.Choices.ModelResult</c>.</summary>
/// <typeparam name="T">What was recognized.</typeparam>
public class ModelResult<T>
{
    public string Text { get; set; }

    public int Start { get; set; }

    public int End { get; set; }

    public string TypeName { get; set; }

    public T Resolution { get; set; }
}
