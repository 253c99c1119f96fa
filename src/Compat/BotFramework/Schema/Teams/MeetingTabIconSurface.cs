using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>The icon of a meeting's tab. Stands for <c>Microsoft.Bot.Schema.Teams.MeetingTabIconSurface</c>.</summary>
public class MeetingTabIconSurface : Surface
{
    public MeetingTabIconSurface()
        : base(SurfaceType.MeetingTabIcon)
    {
    }

    [JsonProperty(PropertyName = "tabEntityId")]
    public string TabEntityId { get; set; }
}
