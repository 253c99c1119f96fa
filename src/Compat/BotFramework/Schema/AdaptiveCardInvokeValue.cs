using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>The value of an <c>adaptiveCard/action</c> invoke. Stands for <c>Microsoft.Bot.Schema.AdaptiveCardInvokeValue</c>.</summary>
public class AdaptiveCardInvokeValue
{
    [JsonProperty(PropertyName = "action")]
    public AdaptiveCardInvokeAction Action { get; set; }

    [JsonProperty(PropertyName = "authentication")]
    public AdaptiveCardAuthentication Authentication { get; set; }

    [JsonProperty(PropertyName = "state")]
    public string State { get; set; }
}
