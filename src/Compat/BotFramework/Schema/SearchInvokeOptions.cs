using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>Paging of a search. Stands for <c>Microsoft.Bot.Schema.SearchInvokeOptions</c>.</summary>
public class SearchInvokeOptions
{
    [JsonProperty(PropertyName = "skip")]
    public int Skip { get; set; }

    [JsonProperty(PropertyName = "top")]
    public int Top { get; set; }
}
