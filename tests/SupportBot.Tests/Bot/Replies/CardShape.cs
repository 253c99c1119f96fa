using Newtonsoft.Json.Linq;

namespace SupportBot.Tests.Bot.Replies;

/// <summary>What an Adaptive Card 1.5 of ours may consist of: elements and properties that Web Chat and Teams' phones draw.</summary>
internal static class CardShape
{
    private static readonly string[] Spacings = ["none", "small", "medium"];

    private static readonly Dictionary<string, string[]> Properties = new()
    {
        ["AdaptiveCard"] = ["type", "$schema", "version", "fallbackText", "speak", "body"],
        ["RichTextBlock"] = ["type", "horizontalAlignment", "inlines", "spacing", "separator"],
        ["TextRun"] = ["type", "text", "weight", "size", "color", "isSubtle"],
        ["ColumnSet"] = ["type", "columns", "spacing", "separator"],
        ["Column"] = ["type", "width", "items"],
        ["Container"] = ["type", "style", "spacing", "selectAction", "items"],
        ["Action.Submit"] = ["type", "data"],
    };

    public static void Check(JObject card)
    {
        Assert.Equal(("AdaptiveCard", "1.5"), ((string?)card["type"], (string?)card["version"]));
        Assert.NotEmpty((string)card["fallbackText"]!);
        Assert.NotEmpty((string)card["speak"]!);
        Assert.NotEmpty(card["body"]!);
        foreach (var element in card.DescendantsAndSelf().OfType<JObject>().Where(element => !element.Path.Contains("data", StringComparison.Ordinal)))
        {
            var type = (string?)element["type"] ?? "";
            Assert.True(Properties.ContainsKey(type), $"«{type}» is no element of ours.");
            Assert.Empty(element.Properties().Select(property => property.Name).Except(Properties[type]));
            if (element["spacing"] is { } spacing)
                Assert.Contains((string?)spacing, Spacings);
            foreach (var list in element.Properties().Select(property => property.Value).OfType<JArray>())
                Assert.NotEmpty(list);
        }
    }
}
