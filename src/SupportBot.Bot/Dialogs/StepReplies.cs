using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;
using Microsoft.Bot.Schema;

namespace SupportBot.Bot.Dialogs;

/// <summary>The commonest end of a step.</summary>
internal static class StepReplies
{
    /// <summary>Says something, and ends the dialog without a result.</summary>
    public static Task<DialogTurnResult> SayAndEndAsync(this WaterfallStepContext step, string text, CancellationToken ct) =>
        step.SayAndEndAsync(MessageFactory.Text(text), ct);

    /// <inheritdoc cref="SayAndEndAsync(WaterfallStepContext, string, CancellationToken)"/>
    public static async Task<DialogTurnResult> SayAndEndAsync(this WaterfallStepContext step, Activity message, CancellationToken ct)
    {
        await step.Context.SendActivityAsync(message, ct);
        return await step.EndDialogAsync(cancellationToken: ct);
    }
}
