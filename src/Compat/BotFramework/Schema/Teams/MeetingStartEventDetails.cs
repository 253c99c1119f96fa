using System;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A meeting has begun. Stands for <c>Microsoft.Bot.Schema.Teams.MeetingStartEventDetails</c>.</summary>
public class MeetingStartEventDetails : MeetingEventDetails
{
    public MeetingStartEventDetails()
    {
    }

    public MeetingStartEventDetails(string id, Uri joinUrl = default, string title = default, string meetingType = "Scheduled", DateTime startTime = default)
    {
        Id = id;
        JoinUrl = joinUrl;
        Title = title;
        MeetingType = meetingType;
        StartTime = startTime;
    }

    [JsonProperty(PropertyName = "StartTime")]
    public DateTime StartTime { get; set; }
}
