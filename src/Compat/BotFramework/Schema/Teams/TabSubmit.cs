using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>The value of something submitted on a tab. Stands for <c>Microsoft.Bot.Schema.Teams.TabSubmit</c>.</summary>
public class TabSubmit
{
    [JsonProperty(PropertyName = "context")]
    public TabContext Context { get; set; }

    [JsonProperty(PropertyName = "data")]
    public TabSubmitData Data { get; set; }

    [JsonProperty(PropertyName = "tabContext")]
    public TabEntityContext TabEntityContext { get; set; }
}
