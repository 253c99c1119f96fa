using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>How long and how often to ask for a token. Stands for <c>Microsoft.Bot.Schema.TokenPollingSettings</c>.</summary>
public class TokenPollingSettings
{
    [JsonProperty(PropertyName = "interval")]
    public int Interval { get; set; }

    [JsonProperty(PropertyName = "timeout")]
    public int Timeout { get; set; }
}
