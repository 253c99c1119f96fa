using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A picture on a connector card. Stands for <c>Microsoft.Bot.Schema.Teams.O365ConnectorCardImage</c>.</summary>
public class O365ConnectorCardImage
{
    public O365ConnectorCardImage()
    {
    }

    public O365ConnectorCardImage(string image = default, string title = default)
    {
        Image = image;
        Title = title;
    }

    [JsonProperty(PropertyName = "image")]
    public string Image { get; set; }

    [JsonProperty(PropertyName = "title")]
    public string Title { get; set; }
}
