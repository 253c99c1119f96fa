using System;
using System.Security.Claims;
using System.Security.Principal;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Builder.Dialogs.Memory;
using Microsoft.Bot.Builder.Skills;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Runs a dialog for a turn. Stands for <c>Microsoft.Bot.Builder.Dialogs.DialogExtensions</c>.</summary>
public static class DialogExtensions
{
    private const string StateTraceType = "https://www.botframework.com/schemas/botState";

    // Under this key the skill handlers leave the reference of the conversation that an activity of a skill belongs to.
    private const string SkillConversationReferenceKey = "Microsoft.Bot.Builder.Skills.SkillConversationReference";

    public static async Task RunAsync(this Dialog dialog, ITurnContext turnContext, IStatePropertyAccessor<DialogState> accessor, CancellationToken cancellationToken)
    {
        var dialogSet = new DialogSet(accessor)
        {
            TelemetryClient = turnContext.TurnState.Get<IBotTelemetryClient>() ?? dialog.TelemetryClient ?? NullBotTelemetryClient.Instance,
        };
        dialogSet.Add(dialog);

        var dialogContext = await dialogSet.CreateContextAsync(turnContext, cancellationToken).ConfigureAwait(false);
        await RunTurnAsync(turnContext, dialog.Id, dialogContext, null, cancellationToken).ConfigureAwait(false);
    }

    internal static async Task<DialogTurnResult> RunTurnAsync(ITurnContext turnContext, string dialogId, DialogContext dialogContext, DialogStateManagerConfiguration configuration, CancellationToken cancellationToken)
    {
        foreach (var service in turnContext.TurnState)
        {
            dialogContext.Services[service.Key] = service.Value;
        }

        var memory = new DialogStateManager(dialogContext, configuration);
        await memory.LoadAllScopesAsync(cancellationToken).ConfigureAwait(false);
        turnContext.TurnState.Set(memory);

        DialogTurnResult result = null;
        while (result == null)
        {
            try
            {
                result = await ContinueOrBeginAsync(turnContext, dialogId, dialogContext, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                // A dialog that handles the error has changed the stack, and the turn goes on with what is there now.
                if (!await dialogContext.EmitEventAsync(DialogEvents.Error, error, bubble: true, fromLeaf: true, cancellationToken).ConfigureAwait(false))
                {
                    throw;
                }
            }
        }

        await memory.SaveAllChangesAsync(cancellationToken).ConfigureAwait(false);
        return result;
    }

    private static async Task<DialogTurnResult> ContinueOrBeginAsync(ITurnContext turnContext, string dialogId, DialogContext dialogContext, CancellationToken cancellationToken)
    {
        if (IsFromParentToSkill(turnContext))
        {
            if (turnContext.Activity.Type == ActivityTypes.EndOfConversation)
            {
                // Cancelled from the leaf up, so that the parents end in the right order.
                return dialogContext.ActiveDialog == null
                    ? new DialogTurnResult(DialogTurnStatus.Empty)
                    : await LeafOf(dialogContext).CancelAllDialogsAsync(true, cancellationToken: cancellationToken).ConfigureAwait(false);
            }

            if (turnContext.Activity.Type == ActivityTypes.Event && turnContext.Activity.Name == DialogEvents.RepromptDialog)
            {
                if (dialogContext.ActiveDialog == null)
                {
                    return new DialogTurnResult(DialogTurnStatus.Empty);
                }

                await dialogContext.RepromptDialogAsync(cancellationToken).ConfigureAwait(false);
                return new DialogTurnResult(DialogTurnStatus.Waiting);
            }
        }

        var result = await dialogContext.ContinueDialogAsync(cancellationToken).ConfigureAwait(false);
        if (result.Status == DialogTurnStatus.Empty)
        {
            result = await dialogContext.BeginDialogAsync(dialogId, null, cancellationToken).ConfigureAwait(false);
        }

        await TraceStateAsync(dialogContext, cancellationToken).ConfigureAwait(false);

        if (result.Status is DialogTurnStatus.Complete or DialogTurnStatus.Cancelled && TellsParentAboutTheEnd(turnContext))
        {
            await turnContext.SendActivityAsync(
                new Activity(ActivityTypes.EndOfConversation)
                {
                    Value = result.Result,
                    Locale = turnContext.Activity.Locale,
                    Code = result.Status == DialogTurnStatus.Complete ? EndOfConversationCodes.CompletedSuccessfully : EndOfConversationCodes.UserCancelled,
                },
                cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    private static async Task TraceStateAsync(DialogContext dialogContext, CancellationToken cancellationToken)
    {
        var label = IsSkill(dialogContext.Context) ? "Skill State" : "Bot State";
        var snapshot = LeafOf(dialogContext).State.GetMemorySnapshot();
        var trace = (Activity)Activity.CreateTraceActivity("BotState", StateTraceType, snapshot, label);
        await dialogContext.Context.SendActivityAsync(trace, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsSkill(ITurnContext turnContext) =>
        turnContext.TurnState.Get<IIdentity>(BotAdapter.BotIdentityKey) is ClaimsIdentity identity && SkillValidation.IsSkillClaim(identity.Claims);

    private static bool IsFromParentToSkill(ITurnContext turnContext) =>
        turnContext.TurnState.Get<SkillConversationReference>(SkillConversationReferenceKey) == null && IsSkill(turnContext);

    private static bool TellsParentAboutTheEnd(ITurnContext turnContext)
    {
        if (!IsSkill(turnContext))
        {
            return false;
        }

        // What a skill of ours sends bounces back through the skill handler; at the root there is no parent to tell.
        var reference = turnContext.TurnState.Get<SkillConversationReference>(SkillConversationReferenceKey);
        return reference == null
            || (reference.OAuthScope != AuthenticationConstants.ToChannelFromBotOAuthScope
                && reference.OAuthScope != GovernmentAuthenticationConstants.ToChannelFromBotOAuthScope);
    }

    private static DialogContext LeafOf(DialogContext dialogContext)
    {
        for (var child = dialogContext.Child; child != null; child = dialogContext.Child)
        {
            dialogContext = child;
        }

        return dialogContext;
    }
}
