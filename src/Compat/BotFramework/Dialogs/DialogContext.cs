using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Builder.Dialogs.Debugging;
using Microsoft.Bot.Builder.Dialogs.Memory;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>The dialog stack of a turn and what can be done with it. Stands for <c>Microsoft.Bot.Builder.Dialogs.DialogContext</c>.</summary>
[DebuggerDisplay("{GetType().Name}[{ActiveDialog?.Id}]")]
public class DialogContext
{
    private const string ActivityReceivedEmitted = "activityReceivedEmitted";

    public DialogContext(DialogSet dialogs, ITurnContext turnContext, DialogState state)
    {
        Dialogs = dialogs ?? throw new ArgumentNullException(nameof(dialogs));
        Context = turnContext ?? throw new ArgumentNullException(nameof(turnContext));
        Stack = state.DialogStack;
        State = new DialogStateManager(this);
        Services = new TurnContextStateCollection();

        ObjectPath.SetPathValue(turnContext.TurnState, TurnPath.Activity, Context.Activity);
    }

    public DialogContext(DialogSet dialogs, DialogContext parentDialogContext, DialogState state)
        : this(dialogs, (parentDialogContext ?? throw new ArgumentNullException(nameof(parentDialogContext))).Context, state)
    {
        Parent = parentDialogContext;

        foreach (var service in Parent.Services)
        {
            Services[service.Key] = service.Value;
        }
    }

    public DialogSet Dialogs { get; private set; }

    public ITurnContext Context { get; private set; }

    public List<DialogInstance> Stack { get; private set; }

    public DialogContext Parent { get; set; }

    public DialogContext Child =>
        ActiveDialog != null && FindDialog(ActiveDialog.Id) is DialogContainer container ? container.CreateChildContext(this) : null;

    public DialogInstance ActiveDialog => Stack.Count > 0 ? Stack[0] : null;

    public DialogStateManager State { get; set; }

    public TurnContextStateCollection Services { get; private set; }

    public DialogManager DialogManager => Context.TurnState.Get<DialogManager>();

    public async Task<DialogTurnResult> BeginDialogAsync(string dialogId, object options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            if (string.IsNullOrEmpty(dialogId))
            {
                throw new ArgumentNullException(nameof(dialogId));
            }

            Arguments.RefuseCancellationToken(options, nameof(options));

            var dialog = FindDialog(dialogId) ?? throw new InvalidOperationException(
                $"DialogContext.BeginDialogAsync(): A dialog with an id of '{dialogId}' wasn't found." +
                " The dialog must be included in the current or parent DialogSet." +
                " For example, if subclassing a ComponentDialog you can call AddDialog() within your constructor.");

            Stack.Insert(0, new DialogInstance { Id = dialogId, State = new Dictionary<string, object>() });

            await this.DebuggerStepAsync(dialog, DialogEvents.BeginDialog, cancellationToken).ConfigureAwait(false);
            return await dialog.BeginDialogAsync(this, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            DescribeStackIn(error);
            throw;
        }
    }

    public async Task<DialogTurnResult> PromptAsync(string dialogId, PromptOptions options, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(dialogId))
        {
            throw new ArgumentNullException(nameof(dialogId));
        }

        ArgumentNullException.ThrowIfNull(options);
        return await BeginDialogAsync(dialogId, options, cancellationToken).ConfigureAwait(false);
    }

    public async Task<DialogTurnResult> ContinueDialogAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            if (!Context.TurnState.ContainsKey(ActivityReceivedEmitted))
            {
                Context.TurnState[ActivityReceivedEmitted] = true;
                await EmitEventAsync(DialogEvents.ActivityReceived, Context.Activity, bubble: true, fromLeaf: true, cancellationToken).ConfigureAwait(false);
            }

            if (ActiveDialog == null)
            {
                return new DialogTurnResult(DialogTurnStatus.Empty);
            }

            var dialog = FindDialog(ActiveDialog.Id)
                ?? throw new InvalidOperationException($"Failed to continue dialog. A dialog with id {ActiveDialog.Id} could not be found.");

            await this.DebuggerStepAsync(dialog, "ContinueDialog", cancellationToken).ConfigureAwait(false);
            return await dialog.ContinueDialogAsync(this, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            DescribeStackIn(error);
            throw;
        }
    }

    public async Task<DialogTurnResult> EndDialogAsync(object result = null, CancellationToken cancellationToken = default)
    {
        if (result is CancellationToken)
        {
            throw new ArgumentException($"{ActiveDialog?.Id}.EndDialogAsync() You can't pass a cancellation token as the result of a dialog when calling EndDialog.");
        }

        await EndActiveDialogAsync(DialogReason.EndCalled, result, cancellationToken).ConfigureAwait(false);

        if (ActiveDialog == null)
        {
            return new DialogTurnResult(DialogTurnStatus.Complete, result);
        }

        var dialog = FindDialog(ActiveDialog.Id) ?? throw new InvalidOperationException(
            $"DialogContext.EndDialogAsync(): Can't resume previous dialog. A dialog with an id of '{ActiveDialog.Id}' wasn't found.");

        await this.DebuggerStepAsync(dialog, "ResumeDialog", cancellationToken).ConfigureAwait(false);
        return await dialog.ResumeDialogAsync(this, DialogReason.EndCalled, result, cancellationToken).ConfigureAwait(false);
    }

    public Task<DialogTurnResult> CancelAllDialogsAsync(CancellationToken cancellationToken = default) =>
        CancelAllDialogsAsync(false, eventName: null, eventValue: null, cancellationToken: cancellationToken);

    public async Task<DialogTurnResult> CancelAllDialogsAsync(bool cancelParents, string eventName = null, object eventValue = null, CancellationToken cancellationToken = default)
    {
        try
        {
            Arguments.RefuseCancellationToken(eventValue, nameof(eventValue));

            eventName ??= DialogEvents.CancelDialog;

            if (Stack.Count == 0 && Parent == null)
            {
                return new DialogTurnResult(DialogTurnStatus.Empty);
            }

            // Whoever called knows already; everyone below may stop the cancellation.
            var notify = false;
            for (var dc = this; dc != null;)
            {
                if (dc.Stack.Count > 0)
                {
                    if (notify && await dc.EmitEventAsync(eventName, eventValue, bubble: false, fromLeaf: false, cancellationToken).ConfigureAwait(false))
                    {
                        break;
                    }

                    await dc.EndActiveDialogAsync(DialogReason.CancelCalled, null, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    dc = cancelParents ? dc.Parent : null;
                }

                notify = true;
            }

            return new DialogTurnResult(DialogTurnStatus.Cancelled);
        }
        catch (Exception error)
        {
            DescribeStackIn(error);
            throw;
        }
    }

    public async Task<DialogTurnResult> ReplaceDialogAsync(string dialogId, object options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            Arguments.RefuseCancellationToken(options, nameof(options));

            await EndActiveDialogAsync(DialogReason.ReplaceCalled, null, cancellationToken).ConfigureAwait(false);
            ObjectPath.SetPathValue(Context.TurnState, "turn.__repeatDialogId", dialogId);
            return await BeginDialogAsync(dialogId, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            DescribeStackIn(error);
            throw;
        }
    }

    public async Task RepromptDialogAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var handled = await EmitEventAsync(DialogEvents.RepromptDialog, null, bubble: false, fromLeaf: false, cancellationToken).ConfigureAwait(false);
            if (handled || ActiveDialog == null)
            {
                return;
            }

            var dialog = FindDialog(ActiveDialog.Id)
                ?? throw new InvalidOperationException($"DialogSet.RepromptDialogAsync(): Can't find A dialog with an id of '{ActiveDialog.Id}'.");

            await this.DebuggerStepAsync(dialog, DialogEvents.RepromptDialog, cancellationToken).ConfigureAwait(false);
            await dialog.RepromptDialogAsync(Context, ActiveDialog, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            DescribeStackIn(error);
            throw;
        }
    }

    public Dialog FindDialog(string dialogId) => Dialogs.Find(dialogId) ?? Parent?.FindDialog(dialogId);

    public async Task<bool> EmitEventAsync(string name, object value = null, bool bubble = true, bool fromLeaf = false, CancellationToken cancellationToken = default)
    {
        try
        {
            var dialogEvent = new DialogEvent { Bubble = bubble, Name = name, Value = value };
            var dc = this;

            if (fromLeaf)
            {
                for (var child = dc.Child; child != null; child = dc.Child)
                {
                    dc = child;
                }
            }

            if (dc.ActiveDialog == null || dc.FindDialog(dc.ActiveDialog.Id) is not { } dialog)
            {
                return false;
            }

            await this.DebuggerStepAsync(dialog, name, cancellationToken).ConfigureAwait(false);
            return await dialog.OnDialogEventAsync(dc, dialogEvent, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            DescribeStackIn(error);
            throw;
        }
    }

    public string GetLocale()
    {
        if (State.TryGetValue<string>("turn.locale", out var locale) && IsKnown(locale))
        {
            return locale;
        }

        locale = Context.Activity?.Locale;
        return IsKnown(locale) ? locale : Thread.CurrentThread.CurrentCulture.Name;
    }

    private static bool IsKnown(string locale)
    {
        if (string.IsNullOrEmpty(locale))
        {
            return false;
        }

        try
        {
            _ = CultureInfo.GetCultureInfo(locale);
            return true;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    private async Task EndActiveDialogAsync(DialogReason reason, object result, CancellationToken cancellationToken)
    {
        var instance = ActiveDialog;
        if (instance == null)
        {
            return;
        }

        if (Dialogs.Find(instance.Id) is { } dialog)
        {
            await this.DebuggerStepAsync(dialog, "EndDialog", cancellationToken).ConfigureAwait(false);
            await dialog.EndDialogAsync(Context, instance, reason, cancellationToken).ConfigureAwait(false);
        }

        Stack.RemoveAt(0);
        ObjectPath.SetPathValue(Context.TurnState, TurnPath.LastResult, result);
    }

    private void DescribeStackIn(Exception error)
    {
        if (error.Data.Contains(nameof(DialogContext)))
        {
            return;
        }

        var stack = new List<string>();
        for (var dc = this; dc != null; dc = dc.Parent)
        {
            stack.AddRange(dc.Stack.Select(instance => instance.Id));
        }

        error.Data.Add(nameof(DialogContext), new { ActiveDialog = ActiveDialog?.Id, Parent = Parent?.ActiveDialog?.Id, Stack = stack });
    }
}
