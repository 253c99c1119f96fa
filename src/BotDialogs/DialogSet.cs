namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Dialogs that can call each other by id. Stands for <c>Microsoft.Bot.Builder.Dialogs.DialogSet</c>.</summary>
public class DialogSet
{
    private readonly Dictionary<string, Dialog> _dialogs = [];
    private readonly IStatePropertyAccessor<DialogState> _dialogState;

    public DialogSet(IStatePropertyAccessor<DialogState> dialogState) =>
        _dialogState = dialogState ?? throw new ArgumentNullException(nameof(dialogState));

    public DialogSet()
    {
    }

    /// <summary>Adds a dialog. One whose id is taken gets a number behind it; the same one again changes nothing.</summary>
    public DialogSet Add(Dialog dialog)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        if (_dialogs.TryGetValue(dialog.Id, out var present))
        {
            if (ReferenceEquals(present, dialog))
                return this;
            dialog.Id = UnusedId(dialog.Id);
        }

        _dialogs[dialog.Id] = dialog;
        return this;
    }

    public async Task<DialogContext> CreateContextAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);
        if (_dialogState is null)
            throw new InvalidOperationException("DialogSet.CreateContextAsync(): DialogSet created with a null IStatePropertyAccessor.");

        var state = await _dialogState.GetAsync(turnContext, () => new DialogState(), cancellationToken);
        // Read from untyped JSON it is a copy, and what happens to the stack would be lost.
        await _dialogState.SetAsync(turnContext, state, cancellationToken);
        return new DialogContext(this, turnContext, state);
    }

    public Dialog Find(string dialogId)
    {
        if (string.IsNullOrWhiteSpace(dialogId))
            throw new ArgumentNullException(nameof(dialogId));
        return _dialogs.GetValueOrDefault(dialogId);
    }

    private string UnusedId(string id) => Enumerable.Range(2, _dialogs.Count)
        .Select(suffix => id + suffix.ToString(CultureInfo.InvariantCulture)).First(numbered => !_dialogs.ContainsKey(numbered));
}
