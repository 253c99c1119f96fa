using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>Paging of a query to a message extension. Stands for <c>Microsoft.Bot.Schema.Teams.MessagingExtensionQueryOptions</c>.</summary>
public class MessagingExtensionQueryOptions
{
    public MessagingExtensionQueryOptions()
    {
    }

    public MessagingExtensionQueryOptions(int? skip = default, int? count = default)
    {
        Skip = skip;
        Count = count;
    }

    [JsonProperty(PropertyName = "skip")]
    public int? Skip { get; set; }

    [JsonProperty(PropertyName = "count")]
    public int? Count { get; set; }
}
