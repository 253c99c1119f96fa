using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>The theme of a tab. Stands for <c>Microsoft.Bot.Schema.Teams.TabContext</c>.</summary>
public class TabContext
{
    [JsonProperty(PropertyName = "theme")]
    public string Theme { get; set; }
}
