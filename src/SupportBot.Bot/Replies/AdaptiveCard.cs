using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Bot.Replies;

/// <summary>Builds Adaptive Cards 1.5 of the few elements that Web Chat and Teams' phones draw alike. All text is in text runs, in
/// which nothing is markup: a product named <c>**[x](http://…)**</c> stays these characters.</summary>
internal static class AdaptiveCard
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <param name="label">What screen readers call the card.</param>
    /// <param name="fallback">What clients show that can't draw it.</param>
    public static Attachment Of(string label, string fallback, params IEnumerable<JObject> body) => new(ContentType, content: new JObject
    {
        ["type"] = "AdaptiveCard",
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["version"] = "1.5",
        ["fallbackText"] = fallback,
        ["speak"] = label,
        ["body"] = new JArray(body),
    });

    /// <param name="look">Properties of the run, such as <c>weight</c> and <c>isSubtle</c>.</param>
    public static JObject Text(string text, JObject? look = null, string alignment = "left")
    {
        // Clients put dates in the place of «{{DATE(…)}}», also in runs.
        var run = new JObject { ["type"] = "TextRun", ["text"] = text.Replace("{{", "{\u200B{", StringComparison.Ordinal) };
        run.Merge(look ?? []);
        return new JObject { ["type"] = "RichTextBlock", ["horizontalAlignment"] = alignment, ["inlines"] = new JArray(run) };
    }

    /// <summary>Elements side by side.</summary>
    /// <param name="columns">Each a width, <c>stretch</c> or <c>auto</c>, and what stands in it from the top.</param>
    public static JObject Row(params IEnumerable<(string Width, JObject[] Items)> columns) => new()
    {
        ["type"] = "ColumnSet",
        ["columns"] = new JArray(columns.Select(column => new JObject
        {
            ["type"] = "Column",
            ["width"] = column.Width,
            ["items"] = new JArray(column.Items.Select((item, index) => index == 0 ? item : item.Close())),
        })),
    };

    /// <summary>Something to tap, which says what a customer would type.</summary>
    /// <remarks>It has no title: screen readers then call it by the words that it shows, and so can whoever speaks to a computer.</remarks>
    public static JObject Tappable(IActivity customer, string says, JObject content) => new()
    {
        ["type"] = "Container",
        ["style"] = "emphasis",
        ["spacing"] = "small",
        ["selectAction"] = new JObject
        {
            ["type"] = "Action.Submit",
            ["data"] = ChannelCapabilities.IsTeams(customer)
                // Read from «say» where a client sends the data instead of the words.
                ? new JObject { ["say"] = says, ["msteams"] = new JObject { ["type"] = "imBack", ["value"] = says } }
                : says,
        },
        ["items"] = new JArray(content),
    };

    /// <summary>Right below what stands above.</summary>
    public static JObject Close(this JObject element)
    {
        element["spacing"] = "none";
        return element;
    }

    public static JObject Separated(this JObject element)
    {
        element["separator"] = true;
        element["spacing"] = "medium";
        return element;
    }

    /// <summary>The card's words, a line for each of its rows, columns apart by a dot; what can be tapped as the list that stands in for it.</summary>
    public static string InWords(JObject card) => Items(card, "body").Any(element => element["selectAction"] is not null)
        ? Of(card["fallbackText"])
        : string.Join('\n', Items(card, "body").Select(Words).Where(words => words.Length > 0));

    private static string Words(JObject element) => Of(element["type"]) switch
    {
        "RichTextBlock" => string.Concat(Items(element, "inlines").Select(run => Of(run["text"]))),
        "ColumnSet" => string.Join(" · ", Items(element, "columns").Select(column => string.Join(": ", Items(column, "items").Select(Words)))),
        "Container" => string.Join('\n', Items(element, "items").Select(Words)),
        _ => "",
    };

    private static IEnumerable<JObject> Items(JObject element, string name) => element[name]?.OfType<JObject>() ?? [];

    private static string Of(JToken? value) => value is { Type: JTokenType.String } ? (string)value! : "";
}
