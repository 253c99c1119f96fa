using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>The value of a link that an app unfolds. Stands for <c>Microsoft.Bot.Schema.Teams.AppBasedLinkQuery</c>.</summary>
public class AppBasedLinkQuery
{
    public AppBasedLinkQuery()
    {
    }

    public AppBasedLinkQuery(string url = default)
    {
        Url = url;
    }

    [JsonProperty(PropertyName = "url")]
    public string Url { get; set; }

    [JsonProperty(PropertyName = "state")]
    public string State { get; set; }
}
