using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A member of a meeting: the user and their part in it. Stands for <c>Microsoft.Bot.Schema.Teams.TeamsMeetingMember</c>.</summary>
public class TeamsMeetingMember
{
    public TeamsMeetingMember(TeamsChannelAccount user, UserMeetingDetails meeting)
    {
        User = user;
        Meeting = meeting;
    }

    [JsonProperty(PropertyName = "user")]
    public TeamsChannelAccount User { get; set; }

    [JsonProperty(PropertyName = "Meeting")]
    public UserMeetingDetails Meeting { get; set; }
}
