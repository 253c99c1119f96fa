using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A request for a tab's content. Stands for <c>Microsoft.Bot.Schema.Teams.TabRequest</c>.</summary>
public class TabRequest
{
    [JsonProperty(PropertyName = "context")]
    public TabContext Context { get; set; }

    [JsonProperty(PropertyName = "state")]
    public string State { get; set; }

    [JsonProperty(PropertyName = "tabContext")]
    public TabEntityContext TabEntityContext { get; set; }
}
