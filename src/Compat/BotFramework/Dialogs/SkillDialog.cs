using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Builder.Skills;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Forwards the user's activities to a skill until it ends. Stands for <c>Microsoft.Bot.Builder.Dialogs.SkillDialog</c>.</summary>
public class SkillDialog : Dialog
{
    private const string PersistedDeliveryMode = "deliverymode";
    private const string PersistedConversationId = "Microsoft.Bot.Builder.Dialogs.SkillDialog.SkillConversationId";

    public SkillDialog(SkillDialogOptions dialogOptions, string dialogId = null)
        : base(dialogId)
    {
        DialogOptions = dialogOptions ?? throw new ArgumentNullException(nameof(dialogOptions));
    }

    protected SkillDialogOptions DialogOptions { get; }

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object options = null, CancellationToken cancellationToken = default)
    {
        var original = Require(options).Activity;
        var activity = ObjectPath.Clone(original);
        activity.ApplyConversationReference(dc.Context.Activity.GetConversationReference(), true);

        var state = dc.ActiveDialog.State;
        state[PersistedDeliveryMode] = original.DeliveryMode;
        var conversationId = await CreateConversationIdAsync(dc.Context, cancellationToken).ConfigureAwait(false);
        state[PersistedConversationId] = conversationId;

        return await ForwardAsync(dc, activity, conversationId, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        // Adaptive dialogs set this instead of resuming the dialog.
        if (dc.State.TryGetValue<bool>(TurnPath.Interrupted, out var interrupted) && interrupted)
        {
            dc.State.SetValue(TurnPath.Interrupted, false);
            return await ResumeDialogAsync(dc, DialogReason.EndCalled, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        if (!OnValidateActivity(dc.Context.Activity))
        {
            return EndOfTurn;
        }

        if (dc.Context.Activity.Type == ActivityTypes.EndOfConversation)
        {
            return await dc.EndDialogAsync(dc.Context.Activity.Value, cancellationToken).ConfigureAwait(false);
        }

        var activity = ObjectPath.Clone(dc.Context.Activity);
        activity.DeliveryMode = PersistedValue.ReadString(dc.ActiveDialog.State, PersistedDeliveryMode);
        return await ForwardAsync(dc, activity, ConversationIdOf(dc.ActiveDialog), cancellationToken).ConfigureAwait(false);
    }

    public override async Task RepromptDialogAsync(ITurnContext turnContext, DialogInstance instance, CancellationToken cancellationToken = default)
    {
        var reprompt = (Activity)Activity.CreateEventActivity();
        reprompt.Name = DialogEvents.RepromptDialog;
        reprompt.ApplyConversationReference(turnContext.Activity.GetConversationReference(), true);
        await SendToSkillAsync(turnContext, reprompt, ConversationIdOf(instance), cancellationToken).ConfigureAwait(false);
    }

    public override async Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object result = null, CancellationToken cancellationToken = default)
    {
        await RepromptDialogAsync(dc.Context, dc.ActiveDialog, cancellationToken).ConfigureAwait(false);
        return EndOfTurn;
    }

    public override async Task EndDialogAsync(ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
    {
        // A skill that ended by itself knows; one that is left must be told.
        if (reason is DialogReason.CancelCalled or DialogReason.ReplaceCalled)
        {
            var end = (Activity)Activity.CreateEndOfConversationActivity();
            end.ApplyConversationReference(turnContext.Activity.GetConversationReference(), true);
            end.ChannelData = turnContext.Activity.ChannelData;
            end.Properties = turnContext.Activity.Properties;
            await SendToSkillAsync(turnContext, end, ConversationIdOf(instance), cancellationToken).ConfigureAwait(false);
        }

        await base.EndDialogAsync(turnContext, instance, reason, cancellationToken).ConfigureAwait(false);
    }

    protected virtual bool OnValidateActivity(Activity activity) => true;

    private static BeginSkillDialogOptions Require(object options)
    {
        ArgumentNullException.ThrowIfNull(options);

        var begin = options as BeginSkillDialogOptions
            ?? throw new ArgumentException($"Unable to cast {nameof(options)} to {nameof(BeginSkillDialogOptions)}", nameof(options));
        return begin.Activity != null ? begin : throw new ArgumentNullException(nameof(options), $"{nameof(begin.Activity)} is null in {nameof(options)}");
    }

    private static string ConversationIdOf(DialogInstance instance) => PersistedValue.ReadString(instance.State, PersistedConversationId);

    private async Task<DialogTurnResult> ForwardAsync(DialogContext dc, Activity activity, string conversationId, CancellationToken cancellationToken)
    {
        var end = await SendToSkillAsync(dc.Context, activity, conversationId, cancellationToken).ConfigureAwait(false);
        return end != null ? await dc.EndDialogAsync(end.Value, cancellationToken).ConfigureAwait(false) : EndOfTurn;
    }

    private Task<string> CreateConversationIdAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        DialogOptions.ConversationIdFactory.CreateSkillConversationIdAsync(
            new SkillConversationIdFactoryOptions
            {
                FromBotOAuthScope = turnContext.TurnState.Get<string>(BotAdapter.OAuthScopeKey),
                FromBotId = DialogOptions.BotId,
                Activity = turnContext.Activity,
                BotFrameworkSkill = DialogOptions.Skill,
            },
            cancellationToken);

    // Gives the end of the conversation if the skill's direct replies hold it.
    private async Task<Activity> SendToSkillAsync(ITurnContext turnContext, Activity activity, string conversationId, CancellationToken cancellationToken)
    {
        if (activity.Type == ActivityTypes.Invoke)
        {
            // The answer to an invoke can't come later.
            activity.DeliveryMode = DeliveryModes.ExpectReplies;
        }

        // The skill may answer before this turn is over, and that turn must find the stack.
        await DialogOptions.ConversationState.SaveChangesAsync(turnContext, true, cancellationToken).ConfigureAwait(false);

        var response = await PostAsync(conversationId, activity, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode())
        {
            throw new HttpRequestException(
                $"Error invoking the skill id: \"{DialogOptions.Skill.Id}\" at \"{DialogOptions.Skill.SkillEndpoint}\" (status is {response.Status}). \r\n {response.Body}");
        }

        var replies = activity.DeliveryMode == DeliveryModes.ExpectReplies ? response.Body?.Activities : null;
        return replies == null ? null : await RelayAsync(turnContext, replies, conversationId, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Activity> RelayAsync(ITurnContext turnContext, IEnumerable<Activity> replies, string conversationId, CancellationToken cancellationToken)
    {
        Activity end = null;
        var answeredInvoke = false;

        foreach (var reply in replies)
        {
            if (reply.Type == ActivityTypes.EndOfConversation)
            {
                end = reply;
                await DialogOptions.ConversationIdFactory.DeleteConversationReferenceAsync(conversationId, cancellationToken).ConfigureAwait(false);
            }
            else if (!answeredInvoke && await TrySignInSilentlyAsync(turnContext, reply, cancellationToken).ConfigureAwait(false))
            {
                answeredInvoke = true;
            }
            else if (reply.Type != ActivityTypesEx.InvokeResponse)
            {
                await turnContext.SendActivityAsync(reply, cancellationToken).ConfigureAwait(false);
            }
            else if (!answeredInvoke)
            {
                answeredInvoke = true;
                reply.Value = reply.Value == null ? null : ObjectPath.MapValueTo<InvokeResponse>(reply.Value);
                await turnContext.SendActivityAsync(reply, cancellationToken).ConfigureAwait(false);
            }
        }

        return end;
    }

    // Instead of showing the skill's sign-in card, gives the skill a token that this bot can exchange.
    private async Task<bool> TrySignInSilentlyAsync(ITurnContext turnContext, Activity reply, CancellationToken cancellationToken)
    {
        var attachment = reply.Attachments?.FirstOrDefault(item => item?.ContentType == OAuthCard.ContentType);
        if (attachment?.Content == null || string.IsNullOrWhiteSpace(DialogOptions.ConnectionName))
        {
            return false;
        }

        var card = ObjectPath.MapValueTo<OAuthCard>(attachment.Content);
        if (string.IsNullOrWhiteSpace(card.TokenExchangeResource?.Uri))
        {
            return false;
        }

        try
        {
            var settings = new OAuthPromptSettings { ConnectionName = DialogOptions.ConnectionName };
            var request = new TokenExchangeRequest { Uri = card.TokenExchangeResource.Uri };
            var token = await UserTokenAccess.ExchangeTokenAsync(turnContext, settings, request, cancellationToken).ConfigureAwait(false);
            if (string.IsNullOrWhiteSpace(token?.Token))
            {
                return false;
            }

            var invoke = reply.CreateReply();
            invoke.Type = ActivityTypes.Invoke;
            invoke.Name = SignInConstants.TokenExchangeOperationName;
            invoke.Value = new TokenExchangeInvokeRequest { Id = card.TokenExchangeResource.Id, Token = token.Token, ConnectionName = card.ConnectionName };

            var response = await PostAsync(reply.Conversation.Id, invoke, cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Then the user sees the card.
            return false;
        }
    }

    private Task<InvokeResponse<ExpectedReplies>> PostAsync(string conversationId, Activity activity, CancellationToken cancellationToken) =>
        DialogOptions.SkillClient.PostActivityAsync<ExpectedReplies>(
            DialogOptions.BotId, DialogOptions.Skill.AppId, DialogOptions.Skill.SkillEndpoint, DialogOptions.SkillHostEndpoint, conversationId, activity, cancellationToken);
}
