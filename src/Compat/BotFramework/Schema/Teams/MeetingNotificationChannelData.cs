using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>Whose name a meeting notification bears. Stands for <c>Microsoft.Bot.Schema.Teams.MeetingNotificationChannelData</c>.</summary>
public class MeetingNotificationChannelData
{
    [JsonProperty(PropertyName = "OnBehalfOf")]
    public IList<OnBehalfOf> OnBehalfOfList { get; set; }
}
