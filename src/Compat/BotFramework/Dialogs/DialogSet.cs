using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Dialogs that can call each other by id. Stands for <c>Microsoft.Bot.Builder.Dialogs.DialogSet</c>.</summary>
public class DialogSet
{
    private readonly Dictionary<string, Dialog> _dialogs = new Dictionary<string, Dialog>();
    private readonly IStatePropertyAccessor<DialogState> _dialogState;
    private IBotTelemetryClient _telemetryClient = NullBotTelemetryClient.Instance;
    private string _version;

    public DialogSet(IStatePropertyAccessor<DialogState> dialogState)
    {
        _dialogState = dialogState ?? throw new ArgumentNullException(nameof(dialogState));
    }

    public DialogSet()
    {
    }

    [JsonIgnore]
    public IBotTelemetryClient TelemetryClient
    {
        get => _telemetryClient;
        set
        {
            _telemetryClient = value ?? NullBotTelemetryClient.Instance;

            // Containers may hold each other: only those that don't know the client yet pass it on.
            foreach (var dialog in _dialogs.Values)
            {
                if (dialog.TelemetryClient != _telemetryClient)
                {
                    dialog.TelemetryClient = _telemetryClient;
                }
            }
        }
    }

    public virtual string GetVersion()
    {
        if (_version == null)
        {
            var versions = new StringBuilder();
            foreach (var dialog in _dialogs.Values)
            {
                versions.Append(dialog.GetVersion());
            }

            _version = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(versions.ToString())));
        }

        return _version;
    }

    public DialogSet Add(Dialog dialog)
    {
        _version = null;

        ArgumentNullException.ThrowIfNull(dialog);

        // One and the same dialog may come along again, as a dependency of several others.
        if (_dialogs.TryGetValue(dialog.Id, out var present))
        {
            if (ReferenceEquals(present, dialog))
            {
                return this;
            }

            dialog.Id = UnusedId(dialog.Id);
        }

        dialog.TelemetryClient = _telemetryClient;
        _dialogs[dialog.Id] = dialog;

        if (dialog is IDialogDependencies dependent)
        {
            foreach (var dependency in dependent.GetDependencies())
            {
                Add(dependency);
            }
        }

        return this;
    }

    public async Task<DialogContext> CreateContextAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        BotAssert.ContextNotNull(turnContext);

        if (_dialogState == null)
        {
            throw new InvalidOperationException("DialogSet.CreateContextAsync(): DialogSet created with a null IStatePropertyAccessor.");
        }

        var state = await _dialogState.GetAsync(turnContext, () => new DialogState(), cancellationToken).ConfigureAwait(false);

        // Read from untyped JSON it is a copy, and what happens to the stack would be lost.
        await _dialogState.SetAsync(turnContext, state, cancellationToken).ConfigureAwait(false);
        return new DialogContext(this, turnContext, state);
    }

    public Dialog Find(string dialogId)
    {
        if (string.IsNullOrWhiteSpace(dialogId))
        {
            throw new ArgumentNullException(nameof(dialogId));
        }

        return _dialogs.TryGetValue(dialogId, out var dialog) ? dialog : null;
    }

    public IEnumerable<Dialog> GetDialogs() => _dialogs.Values;

    private string UnusedId(string id)
    {
        for (var suffix = 2; ; suffix++)
        {
            var candidate = id + suffix.ToString(CultureInfo.InvariantCulture);
            if (!_dialogs.ContainsKey(candidate))
            {
                return candidate;
            }
        }
    }
}
