using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder;

/// <summary>Reports activities to telemetry. Stands for <c>Microsoft.Bot.Builder.TelemetryLoggerMiddleware</c>.</summary>
public class TelemetryLoggerMiddleware : IMiddleware
{
    public TelemetryLoggerMiddleware(IBotTelemetryClient telemetryClient, bool logPersonalInformation = false)
    {
        TelemetryClient = telemetryClient ?? new NullBotTelemetryClient();
        LogPersonalInformation = logPersonalInformation;
    }

    /// <summary>Whether names and what was said are reported, too.</summary>
    public bool LogPersonalInformation { get; }

    [JsonIgnore]
    public IBotTelemetryClient TelemetryClient { get; }

    public virtual async Task OnTurnAsync(ITurnContext context, NextDelegate nextTurn, CancellationToken cancellationToken)
    {
        BotAssert.ContextNotNull(context);
        if (context.Activity is not null)
        {
            await OnReceiveActivityAsync(context.Activity, cancellationToken).ConfigureAwait(false);
        }

        context.OnSendActivities(async (_, activities, next) =>
        {
            var responses = await next().ConfigureAwait(false);
            foreach (var activity in activities)
            {
                await OnSendActivityAsync(activity, cancellationToken).ConfigureAwait(false);
            }

            return responses;
        });
        context.OnUpdateActivity(async (_, activity, next) =>
        {
            var response = await next().ConfigureAwait(false);
            await OnUpdateActivityAsync(activity, cancellationToken).ConfigureAwait(false);
            return response;
        });
        context.OnDeleteActivity(async (_, reference, next) =>
        {
            await next().ConfigureAwait(false);
            var deletion = new Activity { Type = ActivityTypes.MessageDelete, Id = reference.ActivityId };
            await OnDeleteActivityAsync(deletion.ApplyConversationReference(reference, isIncoming: false), cancellationToken).ConfigureAwait(false);
        });

        if (nextTurn is not null)
        {
            await nextTurn(cancellationToken).ConfigureAwait(false);
        }
    }

    protected virtual async Task OnReceiveActivityAsync(Activity activity, CancellationToken cancellation) =>
        TelemetryClient.TrackEvent(TelemetryLoggerConstants.BotMsgReceiveEvent, await FillReceiveEventPropertiesAsync(activity).ConfigureAwait(false));

    protected virtual async Task OnSendActivityAsync(Activity activity, CancellationToken cancellation) =>
        TelemetryClient.TrackEvent(TelemetryLoggerConstants.BotMsgSendEvent, await FillSendEventPropertiesAsync(activity).ConfigureAwait(false));

    protected virtual async Task OnUpdateActivityAsync(Activity activity, CancellationToken cancellation) =>
        TelemetryClient.TrackEvent(TelemetryLoggerConstants.BotMsgUpdateEvent, await FillUpdateEventPropertiesAsync(activity).ConfigureAwait(false));

    protected virtual async Task OnDeleteActivityAsync(Activity activity, CancellationToken cancellation) =>
        TelemetryClient.TrackEvent(TelemetryLoggerConstants.BotMsgDeleteEvent, await FillDeleteEventPropertiesAsync(activity).ConfigureAwait(false));

    protected Task<Dictionary<string, string>> FillReceiveEventPropertiesAsync(Activity activity, Dictionary<string, string> additionalProperties = null)
    {
        if (activity is null)
        {
            return Nothing();
        }

        var properties = new Dictionary<string, string>
        {
            [TelemetryConstants.FromIdProperty] = activity.From?.Id,
            [TelemetryConstants.ConversationNameProperty] = activity.Conversation?.Name,
            [TelemetryConstants.LocaleProperty] = activity.Locale,
            [TelemetryConstants.RecipientIdProperty] = activity.Recipient?.Id,
            [TelemetryConstants.RecipientNameProperty] = activity.Recipient?.Name,
            [TelemetryConstants.ActivityTypeProperty] = activity.Type,
            [TelemetryConstants.ConversationIdProperty] = activity.Conversation?.Id,
            [TelemetryConstants.ActivityIdProperty] = activity.Id,
        };
        if (LogPersonalInformation)
        {
            AddIfSaid(properties, TelemetryConstants.FromNameProperty, activity.From?.Name);
            AddIfSaid(properties, TelemetryConstants.TextProperty, activity.Text);
            AddIfSaid(properties, TelemetryConstants.SpeakProperty, activity.Speak);
        }

        AddTeams(properties, activity);
        return Merged(properties, additionalProperties);
    }

    protected Task<Dictionary<string, string>> FillSendEventPropertiesAsync(Activity activity, Dictionary<string, string> additionalProperties = null)
    {
        if (activity is null)
        {
            return Nothing();
        }

        var properties = new Dictionary<string, string>
        {
            [TelemetryConstants.ReplyActivityIDProperty] = activity.ReplyToId,
            [TelemetryConstants.RecipientIdProperty] = activity.Recipient?.Id,
            [TelemetryConstants.ActivityTypeProperty] = activity.Type,
            [TelemetryConstants.ConversationIdProperty] = activity.Conversation?.Id,
            [TelemetryConstants.ActivityIdProperty] = activity.Id,
            [TelemetryConstants.ConversationNameProperty] = activity.Conversation?.Name,
            [TelemetryConstants.LocaleProperty] = activity.Locale,
        };
        if (LogPersonalInformation)
        {
            AddIfSaid(properties, TelemetryConstants.RecipientNameProperty, activity.Recipient?.Name);
            AddIfSaid(properties, TelemetryConstants.TextProperty, activity.Text);
            AddIfSaid(properties, TelemetryConstants.SpeakProperty, activity.Speak);
            if (activity.Attachments is { Count: > 0 })
            {
                properties[TelemetryConstants.AttachmentsProperty] = JsonConvert.SerializeObject(activity.Attachments);
            }
        }

        return Merged(properties, additionalProperties);
    }

    protected Task<Dictionary<string, string>> FillUpdateEventPropertiesAsync(Activity activity, Dictionary<string, string> additionalProperties = null)
    {
        if (activity is null)
        {
            return Nothing();
        }

        var properties = new Dictionary<string, string>
        {
            [TelemetryConstants.RecipientIdProperty] = activity.Recipient?.Id,
            [TelemetryConstants.ActivityTypeProperty] = activity.Type,
            [TelemetryConstants.ActivityIdProperty] = activity.Id,
            [TelemetryConstants.ConversationIdProperty] = activity.Conversation?.Id,
            [TelemetryConstants.ConversationNameProperty] = activity.Conversation?.Name,
            [TelemetryConstants.LocaleProperty] = activity.Locale,
        };
        if (LogPersonalInformation)
        {
            AddIfSaid(properties, TelemetryConstants.TextProperty, activity.Text);
        }

        return Merged(properties, additionalProperties);
    }

    protected Task<Dictionary<string, string>> FillDeleteEventPropertiesAsync(IMessageDeleteActivity activity, Dictionary<string, string> additionalProperties = null)
    {
        if (activity is null)
        {
            return Nothing();
        }

        var properties = new Dictionary<string, string>
        {
            [TelemetryConstants.RecipientIdProperty] = activity.Recipient?.Id,
            [TelemetryConstants.ActivityTypeProperty] = activity.Type,
            [TelemetryConstants.ActivityIdProperty] = activity.Id,
            [TelemetryConstants.ConversationIdProperty] = activity.Conversation?.Id,
            [TelemetryConstants.ConversationNameProperty] = activity.Conversation?.Name,
        };
        return Merged(properties, additionalProperties);
    }

    private static Task<Dictionary<string, string>> Nothing() => Task.FromResult(new Dictionary<string, string>());

    private static void AddIfSaid(Dictionary<string, string> properties, string name, string value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            properties[name] = value;
        }
    }

    private static void AddTeams(Dictionary<string, string> properties, Activity activity)
    {
        if (activity.ChannelId != Channels.Msteams)
        {
            return;
        }

        var teams = activity.GetChannelData<TeamsChannelData>();
        properties["TeamsTenantId"] = teams?.Tenant?.Id ?? string.Empty;
        properties["TeamsUserAadObjectId"] = activity.From?.AadObjectId ?? string.Empty;
        if (teams?.Team is not null)
        {
            properties["TeamsTeamInfo"] = JsonConvert.SerializeObject(teams.Team);
        }
    }

    /// <summary>The caller's properties go before ours.</summary>
    private static Task<Dictionary<string, string>> Merged(Dictionary<string, string> properties, Dictionary<string, string> additional)
    {
        foreach (var (name, value) in additional ?? new Dictionary<string, string>())
        {
            properties[name] = value;
        }

        return Task.FromResult(properties);
    }
}
