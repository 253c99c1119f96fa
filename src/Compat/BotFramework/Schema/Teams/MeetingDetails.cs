using System;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>What is known of a meeting. Stands for <c>Microsoft.Bot.Schema.Teams.MeetingDetails</c>.</summary>
public class MeetingDetails : MeetingDetailsBase
{
    public MeetingDetails()
    {
    }

    public MeetingDetails(string id, string msGraphResourceId = default, DateTime? scheduledStartTime = default, DateTime? scheduledEndTime = default, Uri joinUrl = default, string title = default, string type = "Scheduled")
    {
        Id = id;
        JoinUrl = joinUrl;
        Title = title;
        MsGraphResourceId = msGraphResourceId;
        ScheduledStartTime = scheduledStartTime;
        ScheduledEndTime = scheduledEndTime;
        Type = type;
    }

    [JsonProperty(PropertyName = "msGraphResourceId")]
    public string MsGraphResourceId { get; set; }

    [JsonProperty(PropertyName = "scheduledStartTime")]
    public DateTime? ScheduledStartTime { get; set; }

    [JsonProperty(PropertyName = "scheduledEndTime")]
    public DateTime? ScheduledEndTime { get; set; }

    [JsonProperty(PropertyName = "type")]
    public string Type { get; set; }
}
