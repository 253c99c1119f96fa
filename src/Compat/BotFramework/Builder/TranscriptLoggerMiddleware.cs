using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Activity = Microsoft.Bot.Schema.Activity;

namespace Microsoft.Bot.Builder;

/// <summary>Records what came in and what went out. Stands for <c>Microsoft.Bot.Builder.TranscriptLoggerMiddleware</c>.</summary>
public class TranscriptLoggerMiddleware : IMiddleware
{
    private static readonly JsonSerializerSettings _json = new() { NullValueHandling = NullValueHandling.Ignore, MaxDepth = null };

    private readonly ITranscriptLogger _logger;

    public TranscriptLoggerMiddleware(ITranscriptLogger transcriptLogger)
    {
        _logger = transcriptLogger ?? throw new ArgumentNullException(nameof(transcriptLogger), "TranscriptLoggerMiddleware requires a ITranscriptLogger implementation.  ");
    }

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate nextTurn, CancellationToken cancellationToken)
    {
        var transcript = new ConcurrentQueue<IActivity>();
        if (turnContext.Activity is { } incoming)
        {
            incoming.From ??= new ChannelAccount();
            if (string.IsNullOrEmpty(incoming.From.Role))
            {
                incoming.From.Role = RoleTypes.User;
            }

            // Only starts a proactive turn; nobody said it.
            if (incoming.Type != ActivityTypes.Event || incoming.Name != ActivityEventNames.ContinueConversation)
            {
                Add(transcript, Copy(incoming));
            }
        }

        turnContext.OnSendActivities(async (_, activities, next) =>
        {
            var responses = await next().ConfigureAwait(false);
            foreach (var activity in activities)
            {
                Add(transcript, Copy(activity));
            }

            return responses;
        });
        turnContext.OnUpdateActivity(async (_, activity, next) =>
        {
            var response = await next().ConfigureAwait(false);
            var update = Copy(activity);
            update.Type = ActivityTypes.MessageUpdate;
            Add(transcript, update);
            return response;
        });
        turnContext.OnDeleteActivity(async (_, reference, next) =>
        {
            await next().ConfigureAwait(false);
            Add(transcript, new Activity { Type = ActivityTypes.MessageDelete, Id = reference.ActivityId }.ApplyConversationReference(reference, isIncoming: false));
        });

        await nextTurn(cancellationToken).ConfigureAwait(false);

        // Not awaited: the turn doesn't wait for its transcript, and failures end up in the trace.
        _ = LogAsync(transcript);
    }

    private static Activity Copy(IActivity activity)
    {
        var copy = JsonConvert.DeserializeObject<Activity>(JsonConvert.SerializeObject(activity, _json), _json);
        copy.Id ??= $"g_{Guid.NewGuid()}";
        return copy;
    }

    private static void Add(ConcurrentQueue<IActivity> transcript, Activity activity)
    {
        activity.Timestamp ??= DateTimeOffset.UtcNow;
        transcript.Enqueue(activity);
    }

    private async Task LogAsync(ConcurrentQueue<IActivity> transcript)
    {
        try
        {
            while (transcript.TryDequeue(out var activity))
            {
                await _logger.LogActivityAsync(activity).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Nobody waits for this task, so whatever goes wrong is told here or nowhere.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Trace.TraceError($"Transcript logActivity failed with {e}");
        }
    }
}
