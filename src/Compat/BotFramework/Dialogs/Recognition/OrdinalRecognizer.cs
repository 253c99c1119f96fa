using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Microsoft.Bot.Builder.Dialogs.Recognition;

/// <summary>Finds positions in an utterance: «the second one», «3rd», «twenty-first», «last».</summary>
internal static partial class OrdinalRecognizer
{
    /// <summary>The positions named, counted from 1.</summary>
    /// <param name="utterance">What the user said.</param>
    /// <param name="culture">Its culture; English when empty or unknown.</param>
    /// <param name="count">How many things there are, for «last».</param>
    internal static List<RecognizedNumber> Recognize(string utterance, string culture, int count)
    {
        var language = NumberWords.LanguageOf(culture);
        var found = new List<RecognizedNumber>();

        foreach (Match match in Candidates().Matches(utterance))
        {
            if (TryPosition(match, language, count, out var position))
            {
                found.Add(new RecognizedNumber(position, match.Index, match.Index + match.Length - 1, match.Value));
            }
        }

        return found;
    }

    private static bool TryPosition(Match match, string language, int count, out int position)
    {
        var word = match.Value.ToLowerInvariant();

        if (match.Groups["digits"].Success)
        {
            return int.TryParse(match.Groups["digits"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out position);
        }

        if (match.Groups["beforeLast"].Success)
        {
            position = count - 1;
            return language == NumberWords.English;
        }

        if (match.Groups["tens"].Success)
        {
            position = NumberWords.TryOrdinal(NumberWords.English, match.Groups["unit"].Value.ToLowerInvariant(), out var unit) && unit < 10
                ? NumberWords.EnglishTens[match.Groups["tens"].Value.ToLowerInvariant()] + unit
                : 0;
            return language == NumberWords.English && position > 0;
        }

        position = NumberWords.MeansLast(language, word) ? count : 0;
        return position > 0 || NumberWords.TryOrdinal(language, word, out position);
    }

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}])(?:(?<digits>\d{1,4})(?:st|nd|rd|th|er|ère|ème|e|º|ª)|(?<beforeLast>second\s+(?:to\s+)?last|next\s+to\s+last|penultimate)|(?<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-]+(?<unit>\p{L}+)|\p{L}+)(?![\p{L}\p{N}])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Candidates();
}
