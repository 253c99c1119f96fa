using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Runs steps in order, one answer of the user after the other. Stands for <c>Microsoft.Bot.Builder.Dialogs.WaterfallDialog</c>.</summary>
public class WaterfallDialog : Dialog
{
    private const string PersistedOptions = "options";
    private const string PersistedValues = "values";
    private const string PersistedInstanceId = "instanceId";
    private const string StepIndex = "stepIndex";

    private readonly List<WaterfallStep> _steps;

    public WaterfallDialog(string dialogId, IEnumerable<WaterfallStep> actions = null)
        : base(dialogId)
    {
        _steps = actions != null ? new List<WaterfallStep>(actions) : new List<WaterfallStep>();
    }

    public override string GetVersion() => $"{Id}:{_steps.Count}";

    public WaterfallDialog AddStep(WaterfallStep step)
    {
        _steps.Add(step ?? throw new ArgumentNullException(nameof(step)));
        return this;
    }

    public override async Task<DialogTurnResult> BeginDialogAsync(DialogContext dc, object options = null, CancellationToken cancellationToken = default)
    {
        Arguments.RefuseCancellationToken(options, nameof(options));
        ArgumentNullException.ThrowIfNull(dc);

        var instanceId = Guid.NewGuid().ToString();
        var state = dc.ActiveDialog.State;
        state[PersistedOptions] = options;
        state[PersistedValues] = new Dictionary<string, object>();
        state[PersistedInstanceId] = instanceId;

        TelemetryClient.TrackEvent("WaterfallStart", TelemetryProperties(instanceId));
        TelemetryClient.TrackDialogView(Id);

        return await RunStepAsync(dc, 0, DialogReason.BeginCalled, null, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<DialogTurnResult> ContinueDialogAsync(DialogContext dc, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dc);

        if (dc.Context.Activity.Type != ActivityTypes.Message)
        {
            return EndOfTurn;
        }

        return await ResumeDialogAsync(dc, DialogReason.ContinueCalled, dc.Context.Activity.Text, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<DialogTurnResult> ResumeDialogAsync(DialogContext dc, DialogReason reason, object result, CancellationToken cancellationToken = default)
    {
        Arguments.RefuseCancellationToken(result, nameof(result));
        ArgumentNullException.ThrowIfNull(dc);

        var index = PersistedValue.ReadInt(dc.ActiveDialog.State, StepIndex);
        return await RunStepAsync(dc, index + 1, reason, result, cancellationToken).ConfigureAwait(false);
    }

    public override Task EndDialogAsync(ITurnContext turnContext, DialogInstance instance, DialogReason reason, CancellationToken cancellationToken = default)
    {
        var instanceId = PersistedValue.ReadString(instance.State, PersistedInstanceId);

        if (reason == DialogReason.CancelCalled)
        {
            var properties = TelemetryProperties(instanceId);
            properties["StepName"] = WaterfallStepName(PersistedValue.ReadInt(instance.State, StepIndex));
            TelemetryClient.TrackEvent("WaterfallCancel", properties);
        }
        else if (reason == DialogReason.EndCalled)
        {
            TelemetryClient.TrackEvent("WaterfallComplete", TelemetryProperties(instanceId));
        }

        return Task.CompletedTask;
    }

    protected virtual async Task<DialogTurnResult> OnStepAsync(WaterfallStepContext stepContext, CancellationToken cancellationToken)
    {
        var properties = TelemetryProperties(PersistedValue.ReadString(stepContext.ActiveDialog.State, PersistedInstanceId));
        properties["StepName"] = WaterfallStepName(stepContext.Index);
        TelemetryClient.TrackEvent("WaterfallStep", properties);
        return await _steps[stepContext.Index](stepContext, cancellationToken).ConfigureAwait(false);
    }

    protected async Task<DialogTurnResult> RunStepAsync(DialogContext dc, int index, DialogReason reason, object result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dc);

        if (index >= _steps.Count)
        {
            return await dc.EndDialogAsync(result, cancellationToken).ConfigureAwait(false);
        }

        var state = dc.ActiveDialog.State;
        state[StepIndex] = index;

        state.TryGetValue(PersistedOptions, out var options);
        var values = PersistedValue.ReadMap(state, PersistedValues);
        var stepContext = new WaterfallStepContext(this, dc, options, values, index, reason, result);
        return await OnStepAsync(stepContext, cancellationToken).ConfigureAwait(false);
    }

    private Dictionary<string, string> TelemetryProperties(string instanceId) => new Dictionary<string, string>
    {
        { "DialogId", Id },
        { "InstanceId", instanceId },
    };

    private string WaterfallStepName(int index)
    {
        var name = index < _steps.Count ? _steps[index].Method.Name : string.Empty;

        // The compiler's names of lambdas tell nobody anything.
        return string.IsNullOrWhiteSpace(name) || name.Contains('<') ? $"Step{index + 1}of{_steps.Count}" : name;
    }
}
