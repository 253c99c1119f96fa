using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>The id of what was sent. Stands for <c>Microsoft.Bot.Schema.ResourceResponse</c>.</summary>
public class ResourceResponse
{
    public ResourceResponse()
    {
    }

    public ResourceResponse(string id = default)
    {
        Id = id;
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }
}
