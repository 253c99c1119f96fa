namespace Microsoft.Bot.Schema;

/// <summary>How a text is to be read. Stands for <c>Microsoft.Bot.Schema.TextFormatTypes</c>.</summary>
public static class TextFormatTypes
{
    public const string Markdown = "markdown";

    public const string Plain = "plain";

    public const string Xml = "xml";
}
