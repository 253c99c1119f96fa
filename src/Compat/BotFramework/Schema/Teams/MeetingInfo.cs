using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A meeting's id. Stands for <c>Microsoft.Bot.Schema.Teams.MeetingInfo</c>.</summary>
public class MeetingInfo
{
    public MeetingInfo()
    {
    }

    public MeetingInfo(MeetingDetails details, ConversationAccount conversation = default, TeamsChannelAccount organizer = default)
    {
        Details = details;
        Conversation = conversation;
        Organizer = organizer;
    }

    [JsonProperty(PropertyName = "details")]
    public MeetingDetails Details { get; set; }

    [JsonProperty(PropertyName = "conversation")]
    public ConversationAccount Conversation { get; set; }

    [JsonProperty(PropertyName = "organizer")]
    public TeamsChannelAccount Organizer { get; set; }
}
