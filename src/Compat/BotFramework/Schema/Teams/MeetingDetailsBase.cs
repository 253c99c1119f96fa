using System;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>What meetings and meeting events have in common. Stands for <c>Microsoft.Bot.Schema.Teams.MeetingDetailsBase</c>.</summary>
public class MeetingDetailsBase
{
    internal MeetingDetailsBase()
    {
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "joinUrl")]
    public Uri JoinUrl { get; set; }

    [JsonProperty(PropertyName = "title")]
    public string Title { get; set; }
}
