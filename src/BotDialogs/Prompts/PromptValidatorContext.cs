namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>What a validator sees. Stands for <c>Microsoft.Bot.Builder.Dialogs.PromptValidatorContext</c>.</summary>
/// <typeparam name="T">What is asked for.</typeparam>
public class PromptValidatorContext<T>(
    ITurnContext turnContext, PromptRecognizerResult<T> recognized, IDictionary<string, object> state, PromptOptions options)
{
    public ITurnContext Context => turnContext;

    public PromptRecognizerResult<T> Recognized => recognized;

    public PromptOptions Options => options;

    public IDictionary<string, object> State => state;

    public int AttemptCount => state.ContainsKey(PromptState.AttemptCount) ? PersistedValue.ReadInt(state, PromptState.AttemptCount) : 0;
}
