using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>One result of a message extension, with its preview. Stands for <c>Microsoft.Bot.Schema.Teams.MessagingExtensionAttachment</c>.</summary>
public class MessagingExtensionAttachment : Attachment
{
    public MessagingExtensionAttachment()
    {
    }

    public MessagingExtensionAttachment(string contentType = default, string contentUrl = default, object content = default, string name = default, string thumbnailUrl = default, Attachment preview = default)
        : base(contentType: contentType, contentUrl: contentUrl, content: content, name: name, thumbnailUrl: thumbnailUrl)
    {
        Preview = preview;
    }

    [JsonProperty(PropertyName = "preview")]
    public Attachment Preview { get; set; }
}
