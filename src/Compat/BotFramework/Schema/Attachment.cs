using Microsoft.Bot.Schema.Converters;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Schema;

/// <summary>Something attached to a message: a card, or a file by its address. Stands for <c>Microsoft.Bot.Schema.Attachment</c>.</summary>
public class Attachment
{
    public Attachment()
    {
    }

    public Attachment(string contentType = default, string contentUrl = default, object content = default, string name = default, string thumbnailUrl = default)
    {
        ContentType = contentType;
        ContentUrl = contentUrl;
        Content = content;
        Name = name;
        ThumbnailUrl = thumbnailUrl;
    }

    [JsonProperty(PropertyName = "contentType")]
    public string ContentType { get; set; }

    [JsonProperty(PropertyName = "contentUrl")]
    public string ContentUrl { get; set; }

    [JsonProperty(PropertyName = "content")]
    [JsonConverter(typeof(AttachmentMemoryStreamConverter))]
    public object Content { get; set; }

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    [JsonProperty(PropertyName = "thumbnailUrl")]
    public string ThumbnailUrl { get; set; }

    [JsonExtensionData(ReadData = true, WriteData = true)]
    public JObject Properties { get; set; } = new JObject();
}
