using System.Text.RegularExpressions;

namespace SupportBot.Language.Understanding;

/// <summary>Reads a rating by its form: «5», «4/5 thanks», «i give it a 4», «three stars», «⭐⭐⭐».</summary>
internal static partial class RatingReader
{
    private const int MaxWordsBefore = 8;

    /// <returns>A rating that is one by its form alone: by a scale, stars, a pause behind the number, or nothing else; else <c>null</c>.</returns>
    public static GivenRating? ReadClear(string text) => Clear().IsMatch(text) ? Read(text) : null;

    /// <returns><c>null</c> when the text has no number of stars.</returns>
    public static GivenRating? Read(string text)
    {
        var match = Stars().Match(text) is { Success: true } stars ? stars : Number().Match(text);
        if (!match.Success || Lexicon.Words(text[..match.Index]).Count > MaxWordsBefore || Lexicon.English.LeadsToNumber(text.AsSpan(0, match.Index)))
            return null;
        var star = match.Groups["star"].Captures.Count;
        var number = star > 0 ? star
            : match.Groups["digit"] is { Success: true } digit ? int.Parse(digit.ValueSpan, CultureInfo.InvariantCulture)
            : int.Parse(Lexicon.English.Value("count", [match.Groups["word"].Value.ToLowerInvariant()]) ?? "0", CultureInfo.InvariantCulture);
        return number is < 1 or > 5 ? null : new GivenRating(number, Lead().Replace(text[(match.Index + match.Length)..], "").Trim());
    }

    /// <summary>What joins a comment to its number.</summary>
    [GeneratedRegex(@"^[\s,.;:!–—-]*(?:(?:because|cause|bc|cuz|since)\s+)?(?:(?:[\s.!]|thanks?\b|thank you\b|please\b)*$)?", RegexOptions.IgnoreCase)]
    private static partial Regex Lead();

    [GeneratedRegex(@"[⭐★🌟]|\d\s*(?:/|out of|of)\s*(?:5|five)\b|"
        + @"\b(?:[1-5]|one|two|three|four|five)\s*(?:(?:out of|/)|stars?\b|points?\b|[,.;:!–—-]"
        + @"|because\b|cause\b|bc\b|cuz\b|since\b|but\b|\W*(?:thanks?|thank you|please)?\W*$)", RegexOptions.IgnoreCase)]
    private static partial Regex Clear();

    [GeneratedRegex(@"(?:(?<star>[⭐★]|🌟)\uFE0F?\s*)+")]
    private static partial Regex Stars();

    [GeneratedRegex(@"(?<![\w.,:$€£#/-])(?:(?<digit>[0-9]{1,3})(?![\d:%]|[.,]\d|st\b|nd\b|rd\b|th\b)|"
        + @"(?<!\b(?:\dst|\dnd|\drd|\dth|last|the|that|this|other|which|first|second|third) )(?<word>one|two|three|four|five)\b)"
        + @"(?:\s*(?:/|out of|of)\s*(?:5|five)\b)?(?:\s*(?:stars?|points?)\b)?", RegexOptions.IgnoreCase)]
    private static partial Regex Number();
}
