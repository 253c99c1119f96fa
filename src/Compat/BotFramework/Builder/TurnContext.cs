using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>One turn: its activity, its state and its ways to answer. Stands for <c>Microsoft.Bot.Builder.TurnContext</c>.</summary>
public class TurnContext : ITurnContext, IDisposable
{
    private const string LocaleKey = "turn.locale";

    private readonly List<SendActivitiesHandler> _onSend;
    private readonly List<UpdateActivityHandler> _onUpdate;
    private readonly List<DeleteActivityHandler> _onDelete;
    private bool _disposed;

    public TurnContext(BotAdapter adapter, Activity activity)
    {
        Adapter = adapter ?? throw new ArgumentNullException(nameof(adapter));
        Activity = activity ?? throw new ArgumentNullException(nameof(activity));
        TurnState = new TurnContextStateCollection();
        BufferedReplyActivities = new List<Activity>();
        _onSend = new List<SendActivitiesHandler>();
        _onUpdate = new List<UpdateActivityHandler>();
        _onDelete = new List<DeleteActivityHandler>();
    }

    /// <summary>Looks at another activity within the same turn: state, handlers and buffer are shared.</summary>
    public TurnContext(ITurnContext turnContext, Activity activity)
    {
        BotAssert.ContextNotNull(turnContext);
        Activity = activity ?? throw new ArgumentNullException(nameof(activity));
        Adapter = turnContext.Adapter;
        TurnState = turnContext.TurnState;
        Responded = turnContext.Responded;
        if (turnContext is TurnContext other)
        {
            BufferedReplyActivities = other.BufferedReplyActivities;
            _onSend = other._onSend;
            _onUpdate = other._onUpdate;
            _onDelete = other._onDelete;
        }
        else
        {
            BufferedReplyActivities = new List<Activity>();
            _onSend = new List<SendActivitiesHandler>();
            _onUpdate = new List<UpdateActivityHandler>();
            _onDelete = new List<DeleteActivityHandler>();
        }
    }

    public BotAdapter Adapter { get; }

    public TurnContextStateCollection TurnState { get; }

    public Activity Activity { get; }

    public bool Responded { get; private set; }

    /// <summary>What goes back in the response itself when the channel asked for expectReplies.</summary>
    public List<Activity> BufferedReplyActivities { get; }

    public string Locale
    {
        get => TurnState.Get<string>(LocaleKey);
        set
        {
            if (value is null)
            {
                TurnState.Remove(LocaleKey);
            }
            else
            {
                TurnState.Set(LocaleKey, value);
            }
        }
    }

    public ITurnContext OnSendActivities(SendActivitiesHandler handler)
    {
        _onSend.Add(handler ?? throw new ArgumentNullException(nameof(handler)));
        return this;
    }

    public ITurnContext OnUpdateActivity(UpdateActivityHandler handler)
    {
        _onUpdate.Add(handler ?? throw new ArgumentNullException(nameof(handler)));
        return this;
    }

    public ITurnContext OnDeleteActivity(DeleteActivityHandler handler)
    {
        _onDelete.Add(handler ?? throw new ArgumentNullException(nameof(handler)));
        return this;
    }

    public async Task<ResourceResponse> SendActivityAsync(string textReplyToSend, string speak = null, string inputHint = null, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(textReplyToSend))
        {
            throw new ArgumentNullException(nameof(textReplyToSend));
        }

        var message = new Activity(ActivityTypes.Message) { Text = textReplyToSend };
        if (!string.IsNullOrEmpty(speak))
        {
            message.Speak = speak;
        }

        if (!string.IsNullOrEmpty(inputHint))
        {
            message.InputHint = inputHint;
        }

        return await SendActivityAsync(message, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ResourceResponse> SendActivityAsync(IActivity activity, CancellationToken cancellationToken = default)
    {
        BotAssert.ActivityNotNull(activity);

        var responses = await SendActivitiesAsync(new[] { activity }, cancellationToken).ConfigureAwait(false);

        // A handler may have kept the activity from being sent.
        return responses is { Length: > 0 } ? responses[0] : new ResourceResponse();
    }

    public Task<ResourceResponse[]> SendActivitiesAsync(IActivity[] activities, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activities);
        if (activities.Length == 0)
        {
            throw new ArgumentException("Expecting one or more activities, but the array was empty.", nameof(activities));
        }

        var reference = Activity.GetConversationReference();
        var outgoing = new List<Activity>(activities.Length);
        foreach (var activity in activities)
        {
            outgoing.Add(activity.ApplyConversationReference(reference));
        }

        return SendThrough(0);

        Task<ResourceResponse[]> SendThrough(int handler) =>
            handler < _onSend.Count
                ? _onSend[handler](this, outgoing, () => SendThrough(handler + 1))
                : Activity.DeliveryMode == DeliveryModes.ExpectReplies
                    ? Task.FromResult(Buffer(outgoing))
                    : SendToAdapterAsync(outgoing, cancellationToken);
    }

    public async Task<ResourceResponse> UpdateActivityAsync(IActivity activity, CancellationToken cancellationToken = default)
    {
        BotAssert.ActivityNotNull(activity);

        var changed = activity.ApplyConversationReference(Activity.GetConversationReference());
        return await UpdateThrough(0).ConfigureAwait(false);

        Task<ResourceResponse> UpdateThrough(int handler) =>
            handler < _onUpdate.Count
                ? _onUpdate[handler](this, changed, () => UpdateThrough(handler + 1))
                : Adapter.UpdateActivityAsync(this, changed, cancellationToken);
    }

    public async Task DeleteActivityAsync(string activityId, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(activityId))
        {
            throw new ArgumentNullException(nameof(activityId));
        }

        var reference = Activity.GetConversationReference();
        reference.ActivityId = activityId;
        await DeleteThroughAsync(reference, 0, cancellationToken).ConfigureAwait(false);
    }

    public async Task DeleteActivityAsync(ConversationReference conversationReference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversationReference);
        await DeleteThroughAsync(conversationReference, 0, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_disposed)
        {
            return;
        }

        if (disposing)
        {
            TurnState.Dispose();
        }

        _disposed = true;
    }

    private Task DeleteThroughAsync(ConversationReference reference, int handler, CancellationToken cancellationToken) =>
        handler < _onDelete.Count
            ? _onDelete[handler](this, reference, () => DeleteThroughAsync(reference, handler + 1, cancellationToken))
            : Adapter.DeleteActivityAsync(this, reference, cancellationToken);

    private ResourceResponse[] Buffer(List<Activity> outgoing)
    {
        var responses = new ResourceResponse[outgoing.Count];
        for (var i = 0; i < outgoing.Count; i++)
        {
            var activity = outgoing[i];
            BufferedReplyActivities.Add(activity);

            // The adapter, which would have noted the invoke's result, is passed by.
            if (activity.Type == ActivityTypesEx.InvokeResponse)
            {
                TurnState.Add(BotAdapter.InvokeResponseKey, activity);
            }

            responses[i] = new ResourceResponse();
            Responded |= activity.Type != ActivityTypes.Trace;
        }

        return responses;
    }

    private async Task<ResourceResponse[]> SendToAdapterAsync(List<Activity> outgoing, CancellationToken cancellationToken)
    {
        var responses = await Adapter.SendActivitiesAsync(this, outgoing.ToArray(), cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < responses.Length; i++)
        {
            outgoing[i].Id = responses[i].Id;
            Responded |= outgoing[i].Type != ActivityTypes.Trace;
        }

        return responses;
    }
}
