using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>One card of a tab. Stands for <c>Microsoft.Bot.Schema.Teams.TabResponseCard</c>.</summary>
public class TabResponseCard
{
    [JsonProperty(PropertyName = "card")]
    public object Card { get; set; }
}
