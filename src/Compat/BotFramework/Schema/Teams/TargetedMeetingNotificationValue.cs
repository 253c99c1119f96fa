using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>Whom a meeting notification goes to, and where it shows. Stands for <c>Microsoft.Bot.Schema.Teams.TargetedMeetingNotificationValue</c>.</summary>
public class TargetedMeetingNotificationValue
{
    [JsonProperty(PropertyName = "recipients")]
    public IList<string> Recipients { get; set; }

    [JsonProperty(PropertyName = "surfaces")]
    public IList<Surface> Surfaces { get; set; }
}
