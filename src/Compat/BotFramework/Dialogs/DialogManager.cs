using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Builder.Dialogs.Memory;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Runs a root dialog and keeps its state. Stands for <c>Microsoft.Bot.Builder.Dialogs.DialogManager</c>.</summary>
public class DialogManager
{
    private const string LastAccess = "_lastAccess";

    private readonly string _dialogStateProperty;
    private string _rootDialogId;

    public DialogManager(Dialog rootDialog = null, string dialogStateProperty = null)
    {
        if (rootDialog != null)
        {
            RootDialog = rootDialog;
        }

        _dialogStateProperty = dialogStateProperty ?? "DialogState";
    }

    public ConversationState ConversationState { get; set; }

    public UserState UserState { get; set; }

    public TurnContextStateCollection InitialTurnState { get; } = new TurnContextStateCollection();

    public Dialog RootDialog
    {
        get => _rootDialogId != null ? Dialogs.Find(_rootDialogId) : null;
        set
        {
            Dialogs = new DialogSet();
            _rootDialogId = value?.Id;
            if (value != null)
            {
                Dialogs.TelemetryClient = value.TelemetryClient;
                Dialogs.Add(value);
                RegisterContainers(value);
            }
        }
    }

    [JsonIgnore]
    public DialogSet Dialogs { get; set; } = new DialogSet();

    public DialogStateManagerConfiguration StateConfiguration { get; set; }

    public int? ExpireAfter { get; set; }

    public async Task<DialogManagerResult> OnTurnAsync(ITurnContext context, CancellationToken cancellationToken = default)
    {
        foreach (var pair in InitialTurnState)
        {
            context.TurnState.Set(pair.Key, pair.Value);
        }

        context.TurnState.Set(this);
        var states = RegisterStates(context);

        await ForgetExpiredConversationAsync(context, cancellationToken).ConfigureAwait(false);

        var dialogState = await ConversationState.CreateProperty<DialogState>(_dialogStateProperty)
            .GetAsync(context, () => new DialogState(), cancellationToken).ConfigureAwait(false);
        var dc = new DialogContext(Dialogs, context, dialogState);

        var turnResult = await DialogExtensions.RunTurnAsync(context, _rootDialogId, dc, StateConfiguration, cancellationToken).ConfigureAwait(false);
        await states.SaveAllChangesAsync(context, false, cancellationToken).ConfigureAwait(false);

        return new DialogManagerResult { TurnResult = turnResult };
    }

    private BotStateSet RegisterStates(ITurnContext context)
    {
        var states = new BotStateSet();

        if (ConversationState == null)
        {
            ConversationState = context.TurnState.Get<ConversationState>()
                ?? throw new InvalidOperationException($"Unable to get an instance of {nameof(ConversationState)} from turnContext.");
        }
        else
        {
            context.TurnState.Set(ConversationState);
        }

        states.Add(ConversationState);

        if (UserState == null)
        {
            UserState = context.TurnState.Get<UserState>();
        }
        else
        {
            context.TurnState.Set(UserState);
        }

        if (UserState != null)
        {
            states.Add(UserState);
        }

        return states;
    }

    private async Task ForgetExpiredConversationAsync(ITurnContext context, CancellationToken cancellationToken)
    {
        var property = ConversationState.CreateProperty<DateTime>(LastAccess);
        var lastAccess = await property.GetAsync(context, () => DateTime.UtcNow, cancellationToken).ConfigureAwait(false);

        if (ExpireAfter.HasValue && DateTime.UtcNow - lastAccess >= TimeSpan.FromMilliseconds(ExpireAfter.Value))
        {
            await ConversationState.ClearStateAsync(context, cancellationToken).ConfigureAwait(false);
        }

        await property.SetAsync(context, DateTime.UtcNow, cancellationToken).ConfigureAwait(false);
    }

    private void RegisterContainers(Dialog dialog)
    {
        if (dialog is not DialogContainer container)
        {
            return;
        }

        foreach (var inner in container.Dialogs.GetDialogs())
        {
            if (inner is DialogContainer)
            {
                Dialogs.Add(inner);
                RegisterContainers(inner);
            }
        }
    }
}
