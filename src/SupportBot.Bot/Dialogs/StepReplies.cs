using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Dialogs;

namespace SupportBot.Bot.Dialogs;

/// <summary>The commonest end of a step.</summary>
internal static class StepReplies
{
    /// <summary>Says something, and ends the dialog without a result.</summary>
    public static async Task<DialogTurnResult> SayAndEndAsync(this WaterfallStepContext step, string text, CancellationToken ct)
    {
        await step.Context.SendActivityAsync(MessageFactory.Text(text), ct);
        return await step.EndDialogAsync(cancellationToken: ct);
    }
}
