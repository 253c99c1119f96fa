namespace Microsoft.Bot.Schema;

/// <summary>How a message's attachments are laid out. Stands for <c>Microsoft.Bot.Schema.AttachmentLayoutTypes</c>.</summary>
public static class AttachmentLayoutTypes
{
    public const string Carousel = "carousel";

    public const string List = "list";
}
