using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Keeps what a prompt must remember in its dialog instance, under the official names.</summary>
internal static class PromptState
{
    internal const string AttemptCount = "AttemptCount";

    private const string Options = "options";
    private const string State = "state";

    internal static PromptOptions Require(object options)
    {
        Arguments.RefuseCancellationToken(options, nameof(options));
        return options as PromptOptions
            ?? throw new ArgumentOutOfRangeException(nameof(options), "Prompt options are required for Prompt dialogs");
    }

    internal static IDictionary<string, object> Begin(DialogInstance instance, PromptOptions options)
    {
        ExpectInput(options.Prompt);
        ExpectInput(options.RetryPrompt);

        var state = new Dictionary<string, object> { { AttemptCount, 0 } };
        instance.State[Options] = options;
        instance.State[State] = state;
        return state;
    }

    internal static PromptOptions OptionsOf(DialogInstance instance) => PersistedValue.Read<PromptOptions>(instance.State, Options);

    internal static IDictionary<string, object> StateOf(DialogInstance instance) => PersistedValue.ReadMap(instance.State, State);

    internal static void CountAttempt(IDictionary<string, object> state) => state[AttemptCount] = PersistedValue.ReadInt(state, AttemptCount) + 1;

    private static void ExpectInput(Activity prompt)
    {
        if (prompt is not null && string.IsNullOrEmpty(prompt.InputHint))
            prompt.InputHint = InputHints.ExpectingInput;
    }
}
