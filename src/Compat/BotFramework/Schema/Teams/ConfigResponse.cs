using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>The answer to a configuration request. Stands for <c>Microsoft.Bot.Schema.Teams.ConfigResponse&lt;T&gt;</c>.</summary>
public class ConfigResponse<T> : ConfigResponseBase
{
    public ConfigResponse()
        : base("config")
    {
    }

    [JsonProperty(PropertyName = "cacheInfo")]
    public CacheInfo CacheInfo { get; set; }

    [JsonProperty(PropertyName = "config")]
    public T Config { get; set; }
}
