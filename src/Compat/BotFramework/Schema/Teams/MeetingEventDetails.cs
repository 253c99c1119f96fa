using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>What the start and the end of a meeting have in common. Stands for <c>Microsoft.Bot.Schema.Teams.MeetingEventDetails</c>.</summary>
public class MeetingEventDetails : MeetingDetailsBase
{
    internal MeetingEventDetails()
    {
    }

    [JsonProperty(PropertyName = "MeetingType")]
    public string MeetingType { get; set; }
}
