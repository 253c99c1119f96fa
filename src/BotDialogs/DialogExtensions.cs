using Microsoft.Bot.Builder.TraceExtensions;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Runs a dialog for a turn. Stands for <c>Microsoft.Bot.Builder.Dialogs.DialogExtensions</c>.</summary>
public static class DialogExtensions
{
    private const string StateTraceType = "https://www.botframework.com/schemas/botState";

    /// <summary>Goes on with the stored stack, or begins the dialog where there is none. Testers see the stack in the Emulator.</summary>
    public static async Task RunAsync(
        this Dialog dialog, ITurnContext turnContext, IStatePropertyAccessor<DialogState> accessor, CancellationToken cancellationToken)
    {
        var context = await new DialogSet(accessor).Add(dialog).CreateContextAsync(turnContext, cancellationToken);
        var result = await context.ContinueDialogAsync(cancellationToken);
        if (result.Status == DialogTurnStatus.Empty)
            await context.BeginDialogAsync(dialog.Id, null, cancellationToken);
        await turnContext.TraceActivityAsync("BotState", new DialogState(context.Stack), StateTraceType, "Bot State", cancellationToken);
    }
}
