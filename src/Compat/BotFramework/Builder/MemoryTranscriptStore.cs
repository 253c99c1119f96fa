using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder;

/// <summary>Keeps transcripts in memory without limit. Stands for <c>Microsoft.Bot.Builder.MemoryTranscriptStore</c>.</summary>
public class MemoryTranscriptStore : ITranscriptStore
{
    private const int PageSize = 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<string, List<Activity>>> _channels = new();

    public Task LogActivityAsync(IActivity activity)
    {
        if (activity is null)
        {
            throw new ArgumentNullException(nameof(activity), "activity cannot be null for LogActivity()");
        }

        lock (_gate)
        {
            if (!_channels.TryGetValue(activity.ChannelId, out var channel))
            {
                _channels[activity.ChannelId] = channel = new Dictionary<string, List<Activity>>();
            }

            if (!channel.TryGetValue(activity.Conversation.Id, out var transcript))
            {
                channel[activity.Conversation.Id] = transcript = new List<Activity>();
            }

            Record(transcript, activity);
        }

        return Task.CompletedTask;
    }

    public Task<PagedResult<IActivity>> GetTranscriptActivitiesAsync(string channelId, string conversationId, string continuationToken = null, DateTimeOffset startDate = default)
    {
        ArgumentNullException.ThrowIfNull(channelId);
        ArgumentNullException.ThrowIfNull(conversationId);
        lock (_gate)
        {
            IEnumerable<IActivity> activities = _channels.TryGetValue(channelId, out var channel) && channel.TryGetValue(conversationId, out var transcript)
                ? transcript.OrderBy(activity => activity.Timestamp).Where(activity => activity.Timestamp >= startDate)
                : Array.Empty<IActivity>();
            return Task.FromResult(Page(activities, activity => activity.Id, continuationToken));
        }
    }

    public Task<PagedResult<TranscriptInfo>> ListTranscriptsAsync(string channelId, string continuationToken = null)
    {
        ArgumentNullException.ThrowIfNull(channelId);
        lock (_gate)
        {
            IEnumerable<TranscriptInfo> transcripts = _channels.TryGetValue(channelId, out var channel)
                ? channel
                    .Select(transcript => new TranscriptInfo { ChannelId = channelId, Id = transcript.Key, Created = transcript.Value.FirstOrDefault()?.Timestamp ?? default })
                    .OrderBy(transcript => transcript.Created)
                : Array.Empty<TranscriptInfo>();
            return Task.FromResult(Page(transcripts, transcript => transcript.Id, continuationToken));
        }
    }

    public Task DeleteTranscriptAsync(string channelId, string conversationId)
    {
        ArgumentNullException.ThrowIfNull(channelId);
        ArgumentNullException.ThrowIfNull(conversationId);
        lock (_gate)
        {
            if (_channels.TryGetValue(channelId, out var channel))
            {
                channel.Remove(conversationId);
            }
        }

        return Task.CompletedTask;
    }

    private static void Record(List<Activity> transcript, IActivity activity)
    {
        if (activity.Type is not (ActivityTypes.MessageDelete or ActivityTypes.MessageUpdate))
        {
            transcript.Add((Activity)activity);
            return;
        }

        var index = transcript.FindIndex(recorded => recorded.Id == activity.Id);
        if (index >= 0)
        {
            transcript[index] = activity.Type == ActivityTypes.MessageDelete
                ? TranscriptEdit.Erase(transcript[index])
                : TranscriptEdit.Replace(transcript[index], activity);
        }
    }

    private static PagedResult<T> Page<T>(IEnumerable<T> items, Func<T, string> id, string continuationToken)
    {
        var rest = continuationToken is null ? items : items.SkipWhile(item => id(item) != continuationToken).Skip(1);
        var page = rest.Take(PageSize).ToArray();
        return new PagedResult<T> { Items = page, ContinuationToken = page.Length == PageSize ? id(page[^1]) : null };
    }
}
