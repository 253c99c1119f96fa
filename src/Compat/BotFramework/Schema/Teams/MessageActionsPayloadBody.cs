using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>The words of the message. Stands for <c>Microsoft.Bot.Schema.Teams.MessageActionsPayloadBody</c>.</summary>
public class MessageActionsPayloadBody
{
    public MessageActionsPayloadBody()
    {
    }

    public MessageActionsPayloadBody(string contentType = default, string content = default)
    {
        ContentType = contentType;
        Content = content;
    }

    [JsonProperty(PropertyName = "contentType")]
    public string ContentType { get; set; }

    [JsonProperty(PropertyName = "content")]
    public string Content { get; set; }
}
