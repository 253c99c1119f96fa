using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A recipient whom a meeting notification did not reach, and why. Stands for <c>Microsoft.Bot.Schema.Teams.MeetingNotificationRecipientFailureInfo</c>.</summary>
public class MeetingNotificationRecipientFailureInfo
{
    [JsonProperty(PropertyName = "errorcode")]
    public string ErrorCode { get; set; }

    [JsonProperty(PropertyName = "failureReason")]
    public string FailureReason { get; set; }

    [JsonProperty(PropertyName = "recipientMri")]
    public string RecipientMri { get; set; }
}
