using System.Text.RegularExpressions;

namespace SupportBot.Language.Understanding;

/// <summary>Reads a rating by its form: «5», «4/5 thanks», «i give it a 4», «three stars», «⭐⭐⭐».</summary>
internal static partial class RatingReader
{
    private const int MaxWordsBefore = 8;

    /// <returns><c>null</c> when the text has no number of stars.</returns>
    public static GivenRating? Read(string text)
    {
        var match = Stars().Match(text) is { Success: true } stars ? stars : Number().Match(text);
        if (!match.Success || Lexicon.Words(text[..match.Index]).Count > MaxWordsBefore)
            return null;
        var star = match.Groups["star"].Captures.Count;
        var number = star > 0 ? star
            : match.Groups["digit"] is { Success: true } digit ? int.Parse(digit.ValueSpan, CultureInfo.InvariantCulture)
            : int.Parse(Lexicon.English.Value("count", [match.Groups["word"].Value.ToLowerInvariant()]) ?? "0", CultureInfo.InvariantCulture);
        return number is < 1 or > 5 ? null : new GivenRating(number, text[(match.Index + match.Length)..].Trim(' ', ',', '.', ';', ':', '!', '-', '–', '—'));
    }

    [GeneratedRegex(@"(?:(?<star>[⭐★]|🌟)\uFE0F?\s*)+")]
    private static partial Regex Stars();

    [GeneratedRegex(@"(?<![\w.,:$€£#/-])(?:(?<digit>[0-9]{1,3})(?![\d:%]|[.,]\d|st\b|nd\b|rd\b|th\b)|(?<word>one|two|three|four|five)\b)"
        + @"(?:\s*(?:/|out of|of)\s*(?:5|five)\b)?(?:\s*(?:stars?|points?)\b)?", RegexOptions.IgnoreCase)]
    private static partial Regex Number();
}
