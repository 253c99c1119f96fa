namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>What a prompt made of the user's answer. Stands for <c>Microsoft.Bot.Builder.Dialogs.PromptRecognizerResult</c>.</summary>
/// <typeparam name="T">What is asked for.</typeparam>
public class PromptRecognizerResult<T>
{
    public bool Succeeded { get; set; }

    public T Value { get; set; }
}
