using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace SupportBot.Tests.Fakes;

/// <summary>Notes what a turn sends, updates and deletes, and runs turns as a channel would.</summary>
public sealed class RecordingAdapter : BotAdapter
{
    public List<Activity> Sent { get; } = [];

    public List<Activity> Updated { get; } = [];

    public List<ConversationReference> Deleted { get; } = [];

    /// <summary>Called for each activity that is sent, after it was noted.</summary>
    public Action<Activity> OnSent { get; set; } = _ => { };

    public Task RunAsync(ITurnContext turnContext, BotCallbackHandler? callback) => RunPipelineAsync(turnContext, callback, CancellationToken.None);

    public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        foreach (var activity in activities)
        {
            Sent.Add(activity);
            OnSent(activity);
        }

        return Task.FromResult(activities.Select((_, i) => new ResourceResponse($"sent-{Sent.Count - activities.Length + i}")).ToArray());
    }

    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken)
    {
        Updated.Add(activity);
        return Task.FromResult(new ResourceResponse(activity.Id));
    }

    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken)
    {
        Deleted.Add(reference);
        return Task.CompletedTask;
    }
}
