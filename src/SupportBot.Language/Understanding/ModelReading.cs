using System.Text.Json;
using SupportBot.Core.Conversation;

namespace SupportBot.Language.Understanding;

/// <summary>A model's answer, not yet checked against the message.</summary>
internal sealed record ModelReading(Intent Intent, ReferenceKind Kind, string Value, IReadOnlyList<Topic> About)
{
    /// <summary>How often a verdict is right of a model that doesn't say how sure it is: large ones, which seldom err.</summary>
    private const float SurenessOfVerdicts = 0.98f;

    private const int MaxLength = 2000;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4 };

    /// <summary>How the model weighs the intents.</summary>
    public IntentChances Chances { get; private init; } = IntentChances.OfVerdict(Intent, SurenessOfVerdicts);

    /// <summary>The model itself says how it weighs them, as only ours does; else it is a large one's verdict.</summary>
    public bool IsWeighed { get; private init; }

    public ModelReading Weighed(IntentChances chances) => this with { Chances = chances, IsWeighed = true };

    /// <summary>Reads <see cref="UnderstandForm.Json"/>.</summary>
    /// <returns><c>null</c> for anything but the form asked for.</returns>
    public static ModelReading? Parse(string answer)
    {
        if (answer.Length > MaxLength)
            return null;
        try
        {
            using var json = JsonDocument.Parse(answer, Strict);
            return Read(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads <see cref="UnderstandForm.Line"/>.</summary>
    /// <returns><c>null</c> for anything but the form asked for.</returns>
    public static ModelReading? ParseLine(string answer)
    {
        if (!UnderstandForm.Line.Grammar.Matches(answer))
            return null;
        var (intent, rest) = Halves(answer, ' ');
        var (reference, about) = Halves(rest, ';');
        var (kind, value) = Halves(reference, '=');
        var topics = about.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(word => ModelWords.TopicOf(word)!.Value)
            .Distinct();
        return new ModelReading(ModelWords.IntentOf(intent)!.Value, ModelWords.KindOf(kind) ?? ReferenceKind.None, value.Trim(), [.. topics]);
    }

    private static (string Before, string After) Halves(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var place ? (text[..place], text[(place + 1)..]) : (text, "");

    private static ModelReading? Read(JsonElement answer)
    {
        if (!HasOnly(answer, 3) || ModelWords.IntentOf(Text(answer, "intent")) is not { } intent)
            return null;
        if (!answer.TryGetProperty("reference", out var reference) || !HasOnly(reference, 2)
            || ModelWords.KindOf(Text(reference, "kind")) is not { } kind || Text(reference, "value") is not { } value)
        {
            return null;
        }
        if (!answer.TryGetProperty("about", out var about) || about.ValueKind != JsonValueKind.Array)
            return null;

        var topics = new List<Topic>();
        foreach (var element in about.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.String || ModelWords.TopicOf(element.GetString()) is not { } topic)
                return null;
            if (!topics.Contains(topic))
                topics.Add(topic);
        }
        return new ModelReading(intent, kind, value.Trim(), topics);
    }

    private static bool HasOnly(JsonElement element, int properties) =>
        element.ValueKind == JsonValueKind.Object && element.GetPropertyCount() == properties;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
