using Microsoft.Bot.Schema.Converters;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A part of the meeting's window. Stands for <c>Microsoft.Bot.Schema.Teams.Surface</c>.</summary>
[JsonConverter(typeof(SurfaceConverter))]
public class Surface
{
    protected Surface(SurfaceType type)
    {
        Type = type;
    }

    [JsonConverter(typeof(StringEnumConverter))]
    [JsonProperty(PropertyName = "surface")]
    public SurfaceType Type { get; set; }
}
