using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Eval.Bots;

/// <summary>Reads what stands on cards as the customer sees it. The transcript's words of a card may be others: for rows to
/// tap it has the list that clients without cards show.</summary>
internal static class CardTexts
{
    private static readonly string[] Seen = ["title", "subtitle", "text"];

    public static IEnumerable<string> Of(Activity message) =>
        (message.Attachments ?? []).OfType<Attachment>()
            .Select(attachment => attachment.Content is { } content and not string ? JToken.FromObject(content) : null)
            .OfType<JContainer>()
            .SelectMany(card => card.DescendantsAndSelf().OfType<JProperty>())
            .Where(property => property.Value.Type == JTokenType.String && Seen.Contains(property.Name))
            .Select(property => (string)property.Value!);
}
