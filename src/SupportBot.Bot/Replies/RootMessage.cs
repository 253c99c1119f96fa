using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;

namespace SupportBot.Bot.Replies;

/// <summary>What clients may know of an answer: whether a model worded it, its source, and that it can be rated. All of it stands in
/// the one root entity that a message may have, a schema.org <c>Message</c> with an empty id; see
/// <see href="https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content">Teams' form of it</see>.</summary>
public static class RootMessage
{
    public const string EntityType = "https://schema.org/Message";

    /// <summary>How the customer may react; the host gives each its id.</summary>
    public const string Reactions = "potentialAction";

    public const string Like = "LikeAction";

    public const string Dislike = "DislikeAction";

    private const int MaxName = 80;
    private const int MaxAbstract = 160;

    /// <returns>The entity's properties, or <c>null</c> when the message has none.</returns>
    public static JObject? Of(Activity message) => message.Entities?.FirstOrDefault(entity => entity.Type == EntityType)?.Properties;

    /// <summary>Marks an answer that can be rated.</summary>
    /// <param name="citation">What <c>[1]</c> in its text stands for, if it does.</param>
    internal static Activity AsAnswer(this Activity reply, ReplySource source, JObject? citation = null)
    {
        var properties = new JObject { ["@type"] = "Message", ["@context"] = "https://schema.org", ["@id"] = "" };
        if (source is ReplySource.Model or ReplySource.Cache)
            properties["additionalType"] = new JArray("AIGeneratedContent");
        if (citation is not null)
            properties["citation"] = new JArray(citation);
        properties[Reactions] = new JArray(
            new[] { Like, Dislike }.Select(reaction => new JObject { ["@type"] = reaction, ["actionStatus"] = "PotentialActionStatus" }));
        reply.Entities = [.. reply.Entities ?? [], new Entity(EntityType) { Properties = properties }];
        return reply;
    }

    /// <summary>The claim that <c>[1]</c> stands for.</summary>
    internal static JObject Citation(string name, string text, Uri? url)
    {
        var document = new JObject { ["@type"] = "DigitalDocument", ["name"] = Cut(name, MaxName), ["abstract"] = Cut(text, MaxAbstract) };
        if (url is not null)
            document["url"] = url.AbsoluteUri;
        return new JObject { ["@type"] = "Claim", ["position"] = 1, ["appearance"] = document };
    }

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }
}
