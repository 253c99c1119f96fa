using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>What somebody is in a meeting, and whether they are in it. Stands for <c>Microsoft.Bot.Schema.Teams.UserMeetingDetails</c>.</summary>
public class UserMeetingDetails
{
    [JsonProperty(PropertyName = "InMeeting")]
    public bool InMeeting { get; set; }

    [JsonProperty(PropertyName = "Role")]
    public string Role { get; set; }
}
