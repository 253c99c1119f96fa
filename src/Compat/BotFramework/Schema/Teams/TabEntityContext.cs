using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>The id of a tab. Stands for <c>Microsoft.Bot.Schema.Teams.TabEntityContext</c>.</summary>
public class TabEntityContext
{
    [JsonProperty(PropertyName = "tabEntityId")]
    public string TabEntityId { get; set; }
}
