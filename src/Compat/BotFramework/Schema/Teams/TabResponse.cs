using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>The answer to a request about a tab. Stands for <c>Microsoft.Bot.Schema.Teams.TabResponse</c>.</summary>
public class TabResponse
{
    [JsonProperty(PropertyName = "tab")]
    public TabResponsePayload Tab { get; set; }
}
