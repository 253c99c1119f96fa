using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>What somebody is in a meeting, and whether they are in it. Stands for <c>Microsoft.Bot.Schema.Teams.UserMeetingDetails</c>.</summary>
public class UserMeetingDetails
{
    [JsonProperty(PropertyName = "inMeeting")]
    public bool InMeeting { get; set; }

    [JsonProperty(PropertyName = "role")]
    public string Role { get; set; }
}
