using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>The address of a preview picture. Stands for <c>Microsoft.Bot.Schema.ThumbnailUrl</c>.</summary>
public class ThumbnailUrl
{
    public ThumbnailUrl()
    {
    }

    public ThumbnailUrl(string url = default, string alt = default)
    {
        Url = url;
        Alt = alt;
    }

    [JsonProperty(PropertyName = "url")]
    public string Url { get; set; }

    [JsonProperty(PropertyName = "alt")]
    public string Alt { get; set; }
}
