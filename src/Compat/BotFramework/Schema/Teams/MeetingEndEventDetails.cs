using System;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A meeting has ended. Stands for <c>Microsoft.Bot.Schema.Teams.MeetingEndEventDetails</c>.</summary>
public class MeetingEndEventDetails : MeetingEventDetails
{
    public MeetingEndEventDetails()
    {
    }

    public MeetingEndEventDetails(string id, Uri joinUrl = default, string title = default, string meetingType = "Scheduled", DateTime endTime = default)
    {
        Id = id;
        JoinUrl = joinUrl;
        Title = title;
        MeetingType = meetingType;
        EndTime = endTime;
    }

    [JsonProperty(PropertyName = "EndTime")]
    public DateTime EndTime { get; set; }
}
