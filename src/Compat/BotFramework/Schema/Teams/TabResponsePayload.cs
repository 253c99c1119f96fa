using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>What a tab shows or asks for. Stands for <c>Microsoft.Bot.Schema.Teams.TabResponsePayload</c>.</summary>
public class TabResponsePayload
{
    [JsonProperty(PropertyName = "suggestedActions")]
    public TabSuggestedActions SuggestedActions { get; set; }

    [JsonProperty(PropertyName = "type")]
    public string Type { get; set; }

    [JsonProperty(PropertyName = "value")]
    public TabResponseCards Value { get; set; }
}
