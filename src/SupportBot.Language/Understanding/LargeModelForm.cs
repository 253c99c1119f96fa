using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SupportBot.Language.Understanding;

/// <summary>What large models answer: «want ORDER_HELP; refund; product=blue shoes, !product=lamp», or the same as JSON.</summary>
internal static class LargeModelForm
{
    /// <summary>Holds the longest answer that a message in Latin letters brings.</summary>
    public const int MaxTokens = 160;

    private const int MaxLength = 2000;
    private const int MaxExpressions = 4;

    private static readonly string[] Acts = [.. Enum.GetValues<Act>().Select(act => EncoderNames.Of(act))];
    private static readonly string[] Intents = [.. Enum.GetValues<Intent>().Select(intent => EncoderNames.Of(intent).ToUpperInvariant())];
    private static readonly string[] Topics = [.. Enum.GetValues<Topic>().Select(topic => EncoderNames.Of(topic))];
    private static readonly string[] Kinds = [.. Enum.GetValues<ExpressionKind>().Select(kind => EncoderNames.Of(kind))];

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4 };

    /// <summary>Binds models in this process, where each token takes a tenth of a second on a CPU.</summary>
    public static Grammar Grammar { get; } = Grammar.Parse($$"""
        root ::= act " " intent "; " topics? "; " orders?
        act ::= {{Either(Acts)}}
        intent ::= {{Either(Intents)}}
        topics ::= topic (", " topic){0,3}
        topic ::= {{Either(Topics)}}
        orders ::= order (", " order){0,3}
        order ::= "!"? kind "=" [^ "\\<>{}|;,=!\x00-\x1F\x7F] [^"\\<>{}|;,=\x00-\x1F\x7F]{0,39}
        kind ::= {{Either(Kinds)}}
        """);

    /// <summary>Binds remote models.</summary>
    public static ChatResponseFormat Schema { get; } = ChatResponseFormat.ForJsonSchema(
        JsonElement.Parse($$"""
            {
              "type": "object",
              "properties": {
                "act": { "type": "string", "enum": {{JsonSerializer.Serialize(Acts)}} },
                "intent": { "type": "string", "enum": {{JsonSerializer.Serialize(Intents)}} },
                "topics": { "type": "array", "items": { "type": "string", "enum": {{JsonSerializer.Serialize(Topics)}} } },
                "orders": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "properties": {
                      "kind": { "type": "string", "enum": {{JsonSerializer.Serialize(Kinds)}} },
                      "words": { "type": "string" },
                      "not": { "type": "boolean" }
                    },
                    "required": ["kind", "words", "not"],
                    "additionalProperties": false
                  }
                }
              },
              "required": ["act", "intent", "topics", "orders"],
              "additionalProperties": false
            }
            """),
        "understanding");

    /// <returns><c>null</c> for anything but the line asked for.</returns>
    public static LargeModelReading? ReadLine(string answer)
    {
        if (answer.Length > MaxLength || !Grammar.Matches(answer))
            return null;
        var parts = answer.Split(';', 3, StringSplitOptions.TrimEntries);
        var (act, intent) = Halves(parts[0], ' ');
        return new LargeModelReading(
            EncoderNames.ActOf(act), EncoderNames.IntentOf(intent), [.. List(parts[1]).Select(EncoderNames.TopicOf).Distinct()],
            [.. List(parts[2]).Select(order => Halves(order.TrimStart('!'), '=') is var (kind, words)
                ? new LargeModelExpression(KindOf(kind), words.Trim(), order.StartsWith('!')) : throw new InvalidOperationException())]);
    }

    /// <returns><c>null</c> for anything but the JSON asked for.</returns>
    public static LargeModelReading? ReadJson(string answer)
    {
        if (answer.Length > MaxLength)
            return null;
        try
        {
            using var json = JsonDocument.Parse(answer, Strict);
            var root = json.RootElement;
            return new LargeModelReading(
                EncoderNames.ActOf(root.GetProperty("act").GetString()!), EncoderNames.IntentOf(root.GetProperty("intent").GetString()!),
                [.. root.GetProperty("topics").EnumerateArray().Select(topic => EncoderNames.TopicOf(topic.GetString()!)).Distinct()],
                [.. root.GetProperty("orders").EnumerateArray().Take(MaxExpressions).Select(order => new LargeModelExpression(
                    KindOf(order.GetProperty("kind").GetString()!), order.GetProperty("words").GetString()!.Trim(), order.GetProperty("not").GetBoolean()))]);
        }
        catch (Exception error) when (
            error is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or NullReferenceException)
        {
            return null;
        }
    }

    private static ExpressionKind KindOf(string name) =>
        Array.IndexOf(Kinds, name) is >= 0 and var kind ? (ExpressionKind)kind : throw new KeyNotFoundException("Unknown kind of expression.");

    private static string[] List(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static (string Before, string After) Halves(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var place ? (text[..place], text[(place + 1)..]) : (text, "");

    private static string Either(IEnumerable<string> words) => string.Join(" | ", words.Select(word => $"\"{word}\""));
}

/// <summary>A large model's answer, not yet checked against the message.</summary>
internal sealed record LargeModelReading(Act Act, Intent Intent, IReadOnlyList<Topic> Topics, IReadOnlyList<LargeModelExpression> Orders);

/// <param name="Words">As the model copied them.</param>
/// <param name="IsDenied">They are ruled out.</param>
internal sealed record LargeModelExpression(ExpressionKind Kind, string Words, bool IsDenied);
