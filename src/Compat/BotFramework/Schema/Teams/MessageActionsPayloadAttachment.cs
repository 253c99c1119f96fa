using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>An attachment of the message. Stands for <c>Microsoft.Bot.Schema.Teams.MessageActionsPayloadAttachment</c>.</summary>
public class MessageActionsPayloadAttachment
{
    public MessageActionsPayloadAttachment()
    {
    }

    public MessageActionsPayloadAttachment(string id = default, string contentType = default, string contentUrl = default, object content = default, string name = default, string thumbnailUrl = default)
    {
        Id = id;
        ContentType = contentType;
        ContentUrl = contentUrl;
        Content = content;
        Name = name;
        ThumbnailUrl = thumbnailUrl;
    }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "contentType")]
    public string ContentType { get; set; }

    [JsonProperty(PropertyName = "contentUrl")]
    public string ContentUrl { get; set; }

    [JsonProperty(PropertyName = "content")]
    public object Content { get; set; }

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    [JsonProperty(PropertyName = "thumbnailUrl")]
    public string ThumbnailUrl { get; set; }
}
