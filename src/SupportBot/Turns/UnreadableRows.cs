using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace SupportBot.Turns;

/// <summary>Reads stored activities; of one that can't be read it makes one that can be answered with an apology.</summary>
internal sealed class UnreadableRows(IEnumerable<LocalConnector> locals)
{
    /// <returns>The activity, and <c>null</c>; or what could be made of the row, and why it can't be read.</returns>
    public (Activity Activity, JsonException? Unreadable) Read(string json, ConversationKey conversation)
    {
        try
        {
            return ActivityJson.Read(json) is { Type: not null, Conversation.Id: not null, ServiceUrl: not null } activity
                ? (activity, null)
                : throw new JsonSerializationException("It lacks what every activity has.");
        }
        catch (JsonException error)
        {
            return (Rescue(json, conversation), error);
        }
    }

    private Activity Rescue(string json, ConversationKey conversation)
    {
        var rest = ActivityJson.ReadRest(json);
        rest.Type ??= ActivityTypes.Message;
        rest.ChannelId = conversation.ChannelId;
        rest.ServiceUrl ??= locals.FirstOrDefault(channel => channel.ChannelId == conversation.ChannelId)?.ServiceUrl;
        rest.Conversation ??= new ConversationAccount();
        rest.Conversation.Id = conversation.ConversationId;
        rest.From ??= new ChannelAccount();
        rest.Recipient ??= new ChannelAccount();
        return rest;
    }
}
