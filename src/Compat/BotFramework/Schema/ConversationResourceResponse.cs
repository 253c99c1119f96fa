using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>What the channel says about a conversation that it has created. Stands for <c>Microsoft.Bot.Schema.ConversationResourceResponse</c>.</summary>
public class ConversationResourceResponse
{
    public ConversationResourceResponse()
    {
    }

    public ConversationResourceResponse(string activityId = default, string serviceUrl = default, string id = default)
    {
        ActivityId = activityId;
        ServiceUrl = serviceUrl;
        Id = id;
    }

    [JsonProperty(PropertyName = "activityId")]
    public string ActivityId { get; set; }

    [JsonProperty(PropertyName = "serviceUrl")]
    public string ServiceUrl { get; set; }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }
}
