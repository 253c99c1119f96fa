using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Bot.Channel;

/// <summary>What an activity says about where it comes from. Whatever a sender can make odd is read with care.</summary>
public static class ActivityExtensions
{
    /// <summary>Mentions of the bot that are taken out of one message.</summary>
    private const int MaxMentions = 10;

    public static ConversationKey ConversationKey(this IActivity activity) => new(activity.ChannelId, activity.Conversation.Id);

    /// <summary>Whether others can read along. In Teams, what is not known to be private is taken for a group.</summary>
    public static bool IsGroup(this IActivity activity) =>
        activity.Conversation is { } conversation
        && (conversation.IsGroup == true || (activity.ChannelId == Channels.Msteams && conversation.ConversationType is not (null or "" or "personal")));

    /// <summary>The channel's own id of the sender: in Teams that of the directory, which is the same in every chat.</summary>
    /// <returns><c>null</c> when the channel names none.</returns>
    public static string? PersonOf(this IActivity activity)
    {
        var id = activity.ChannelId == Channels.Msteams ? activity.From?.AadObjectId : activity.From?.Id;
        return string.IsNullOrWhiteSpace(id) ? null : id;
    }

    public static bool MentionsBot(this Activity activity) => MentionsOfBot(activity).Any();

    /// <summary>Takes the bot's own name out of a message.</summary>
    public static void DropMention(this Activity activity)
    {
        foreach (var mention in MentionsOfBot(activity).Take(MaxMentions))
        {
            if (Text(mention["text"]) is { Length: > 0 } words)
                activity.Text = activity.Text?.Replace(words, "", StringComparison.OrdinalIgnoreCase).Trim();
        }
    }

    /// <summary>Which of its events Teams tells of; <c>null</c> on other channels.</summary>
    public static string? EventTypeOf(this IActivity activity) => Text((activity.ChannelData as JObject)?["eventType"]);

    /// <summary>The tenant that the conversation is in, or <c>null</c> when the channel names none or two.</summary>
    public static string? TenantOf(this IActivity activity)
    {
        var inData = Text(((activity.ChannelData as JObject)?["tenant"] as JObject)?["id"]);
        var tenant = activity.Conversation?.TenantId ?? inData;
        return inData is null || string.Equals(inData, tenant, StringComparison.OrdinalIgnoreCase) ? tenant : null;
    }

    private static IEnumerable<JObject> MentionsOfBot(Activity activity) =>
        from entity in activity.Entities ?? []
        where string.Equals(entity?.Type, "mention", StringComparison.OrdinalIgnoreCase)
        let bot = activity.Recipient?.Id
        where bot is not null && Text((entity!.Properties?["mentioned"] as JObject)?["id"]) == bot
        select entity!.Properties;

    private static string? Text(JToken? value) => value is { Type: JTokenType.String } ? (string?)value : null;
}
