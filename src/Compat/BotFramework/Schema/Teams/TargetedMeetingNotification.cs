using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A notification to some members of a meeting. Stands for <c>Microsoft.Bot.Schema.Teams.TargetedMeetingNotification</c>.</summary>
public class TargetedMeetingNotification : MeetingNotification<TargetedMeetingNotificationValue>
{
    public TargetedMeetingNotification()
    {
    }

    public TargetedMeetingNotification(TargetedMeetingNotificationValue targetedMeetingNotificationValue)
    {
        Value = targetedMeetingNotificationValue;
    }

    [JsonProperty(PropertyName = "channelData")]
    public MeetingNotificationChannelData ChannelData { get; set; }
}
