using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>Whom a meeting notification did not reach. Stands for <c>Microsoft.Bot.Schema.Teams.MeetingNotificationResponse</c>.</summary>
public class MeetingNotificationResponse
{
    [JsonProperty(PropertyName = "recipientsFailureInfo")]
    public IList<MeetingNotificationRecipientFailureInfo> RecipientsFailureInfo { get; set; }
}
