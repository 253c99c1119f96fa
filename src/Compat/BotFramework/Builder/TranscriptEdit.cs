using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder;

/// <summary>What later updates and deletions make of a recorded activity.</summary>
internal static class TranscriptEdit
{
    private const string DeletedId = "deleted";

    /// <summary>The new version, at the time and with the type of the first.</summary>
    public static Activity Replace(Activity original, IActivity update)
    {
        var replacement = JsonConvert.DeserializeObject<Activity>(JsonConvert.SerializeObject(update));
        replacement.Type = original.Type;
        replacement.LocalTimestamp = original.LocalTimestamp;
        replacement.Timestamp = original.Timestamp;
        return replacement;
    }

    /// <summary>That there was an activity, without what it said and who said it.</summary>
    public static Activity Erase(Activity original) => new()
    {
        Type = ActivityTypes.MessageDelete,
        Id = original.Id,
        From = new ChannelAccount(id: DeletedId, role: original.From.Role),
        Recipient = new ChannelAccount(id: DeletedId, role: original.Recipient.Role),
        Locale = original.Locale,
        LocalTimestamp = original.Timestamp,
        Timestamp = original.Timestamp,
        ChannelId = original.ChannelId,
        Conversation = original.Conversation,
        ServiceUrl = original.ServiceUrl,
        ReplyToId = original.ReplyToId,
    };
}
