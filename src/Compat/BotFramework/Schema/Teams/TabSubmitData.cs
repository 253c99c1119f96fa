using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>The data submitted on a tab. Stands for <c>Microsoft.Bot.Schema.Teams.TabSubmitData</c>.</summary>
public class TabSubmitData
{
    [JsonExtensionData(ReadData = true, WriteData = true)]
    public JObject Properties { get; set; } = new JObject();

    [JsonProperty(PropertyName = "type")]
    public string Type { get; set; }
}
