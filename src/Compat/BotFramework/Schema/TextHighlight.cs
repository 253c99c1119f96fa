using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>A stretch of an earlier text. Stands for <c>Microsoft.Bot.Schema.TextHighlight</c>.</summary>
public class TextHighlight
{
    public TextHighlight()
    {
    }

    public TextHighlight(string text = default, int? occurrence = default)
    {
        Text = text;
        Occurrence = occurrence;
    }

    [JsonProperty(PropertyName = "text")]
    public string Text { get; set; }

    [JsonProperty(PropertyName = "occurrence")]
    public int? Occurrence { get; set; }
}
