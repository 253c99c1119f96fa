using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>What all answers to configuration requests have. Stands for <c>Microsoft.Bot.Schema.Teams.ConfigResponseBase</c>.</summary>
public class ConfigResponseBase
{
    protected ConfigResponseBase()
    {
    }

    protected ConfigResponseBase(string responseType)
    {
        ResponseType = responseType;
    }

    [JsonProperty(PropertyName = "responseType")]
    public string ResponseType { get; set; }
}
