using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>Somebody is mentioned in the text (entity type <c>mention</c>). Stands for <c>Microsoft.Bot.Schema.Mention</c>.</summary>
public class Mention : Entity
{
    public Mention()
    {
        Type = "mention";
    }

    public Mention(ChannelAccount mentioned = default, string text = default, string type = default)
    {
        Mentioned = mentioned;
        Text = text;
        Type = "mention";
    }

    [JsonProperty(PropertyName = "mentioned")]
    public ChannelAccount Mentioned { get; set; }

    [JsonProperty(PropertyName = "text")]
    public string Text { get; set; }
}
