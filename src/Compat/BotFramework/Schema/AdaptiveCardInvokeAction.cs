using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>The action of an Adaptive Card that was executed. Stands for <c>Microsoft.Bot.Schema.AdaptiveCardInvokeAction</c>.</summary>
public class AdaptiveCardInvokeAction
{
    [JsonProperty(PropertyName = "data")]
    public object Data { get; set; }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "type")]
    public string Type { get; set; }

    [JsonProperty(PropertyName = "verb")]
    public string Verb { get; set; }
}
