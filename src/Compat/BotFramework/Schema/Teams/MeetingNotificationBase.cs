using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>What all notifications in meetings have. Stands for <c>Microsoft.Bot.Schema.Teams.MeetingNotificationBase</c>.</summary>
public class MeetingNotificationBase
{
    protected MeetingNotificationBase()
    {
    }

    [JsonProperty(PropertyName = "type")]
    public string Type { get; set; }
}
