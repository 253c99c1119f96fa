using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>The stage of a meeting, and what it shall show. Stands for <c>Microsoft.Bot.Schema.Teams.MeetingStageSurface&lt;T&gt;</c>.</summary>
public class MeetingStageSurface<T> : Surface
{
    public MeetingStageSurface()
        : base(SurfaceType.MeetingStage)
    {
    }

    [JsonProperty(PropertyName = "content")]
    public T Content { get; set; }

    [JsonConverter(typeof(StringEnumConverter))]
    [JsonProperty(PropertyName = "contentType")]
    public ContentType ContentType { get; set; } = ContentType.Task;
}
