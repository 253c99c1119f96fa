using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SupportBot.Turns;

/// <summary>Reads an object that somebody outside wrote, as data and nothing else: bounded in depth and number, dates stay text.
/// Newtonsoft forgives what isn't JSON (comments, single quotes) and builds the tree
/// before it counts, so System.Text.Json checks form, depth and number first.</summary>
internal static class UntrustedJson
{
    public const int MaxDepth = 64;

    /// <summary>How many objects, lists, names and values it may have; a card of a screenful has some hundreds.</summary>
    public const int MaxTokens = 100_000;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The object with nothing wrong, or <c>null</c> with what is wrong, as the end of a sentence on the body.</returns>
    public static (JObject? Value, string Problem) Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        try
        {
            if (CountTokens(utf8) > MaxTokens)
                return (null, $"has more than {MaxTokens} parts");
            using var text = new StringReader(StrictUtf8.GetString(utf8));
            using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None, MaxDepth = MaxDepth };
            // To replace the first of two properties takes as long as the object is large.
            var unique = new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error };
            if (JToken.ReadFrom(reader, unique) is not JObject value)
                return (null, "is no JSON object");
            return value.Descendants().Any(HasNul) ? (null, "has NUL in the name of a property") : (value, "");
        }
        catch (Exception e) when (
            e is System.Text.Json.JsonException or Newtonsoft.Json.JsonException or DecoderFallbackException or OverflowException or FormatException)
        {
            return (null, $"is no well-formed JSON in UTF-8, at most {MaxDepth} levels deep, each property once");
        }
    }

    private static int CountTokens(ReadOnlySpan<byte> utf8)
    {
        var form = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        var tokens = 0;
        while (form.Read())
            tokens++;
        return tokens;
    }

    private static bool HasNul(JToken token) => token is JProperty property && property.Name.Contains('\0', StringComparison.Ordinal);
}
