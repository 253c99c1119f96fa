using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>Makes results of message extensions from attachments. Stands for <c>Microsoft.Bot.Schema.Teams.AttachmentExtensions</c>.</summary>
public static class AttachmentExtensions
{
    public static MessagingExtensionAttachment ToMessagingExtensionAttachment(this Attachment attachment, Attachment previewAttachment = null) =>
        new MessagingExtensionAttachment
        {
            Content = attachment.Content,
            ContentType = attachment.ContentType,
            ContentUrl = attachment.ContentUrl,
            Name = attachment.Name,
            ThumbnailUrl = attachment.ThumbnailUrl,
            // A copy: shared content would be a reference loop to serializers that refuse those.
            Preview = previewAttachment ?? JObject.FromObject(attachment).ToObject<Attachment>(),
        };
}
