using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace Microsoft.Bot.Builder.Dialogs.Recognition;

/// <summary>
/// Finds numbers in an utterance: digits in the writing of the culture, alone or before a unit («$500», «5km»), and
/// number words. English words compose («two hundred and five»), other languages know one to twelve.
/// </summary>
internal static partial class NumberRecognizer
{
    private const string Boundary = @"(?<![\p{L}\p{N}])(?<!\p{N}[.,])";
    private const string Unit = @"(?<unit>k|km|m|cm|mm|kg|g|mg|l|ml|lbs?|c|f|eur|usd|gbp)?";
    private const string End = @"(?![\p{L}\p{N}])(?![.,]\p{N})";

    private static readonly Regex PointDecimals = Literal(@"[,]", @"\.");
    private static readonly Regex CommaDecimals = Literal(@"[.\u00A0\u202F ]", ",");
    private static readonly Regex AnyDecimals = Literal("(?!)", "[.,]");

    private static readonly HashSet<string> CommaLanguages = ["bg", "de", "es", "fr", "it", "nl", "pt", "sv", "tr"];

    internal static List<RecognizedNumber> Recognize(string utterance, string culture)
    {
        var language = NumberWords.LanguageOf(culture);
        var usual = CommaLanguages.Contains(language) ? CommaDecimals : PointDecimals;

        var found = Digits(utterance, usual).ToList();
        if (found.Count == 0)
        {
            // «3.14» also counts where a comma is usual.
            found = Digits(utterance, AnyDecimals).ToList();
        }

        found.AddRange(language == NumberWords.English ? EnglishWords(utterance) : SingleWords(utterance, language));
        return found.OrderBy(number => number.Start).ToList();
    }

    private static Regex Literal(string group, string point) => new Regex(
        $@"{Boundary}(?<number>(?:(?<=^|\s)[-+])?(?:\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{point}\d+)?){Unit}{End}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static IEnumerable<RecognizedNumber> Digits(string utterance, Regex literal)
    {
        foreach (Match match in literal.Matches(utterance))
        {
            var number = match.Groups["number"];
            var plain = literal == PointDecimals
                ? number.Value.Replace(",", string.Empty, StringComparison.Ordinal)
                : literal == CommaDecimals
                    ? GroupSeparators().Replace(number.Value, string.Empty).Replace(',', '.')
                    : number.Value.Replace(',', '.');

            if (decimal.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                var thousands = match.Groups["unit"].Value.Equals("k", StringComparison.OrdinalIgnoreCase) ? 1_000 : 1;
                var text = thousands == 1 ? number.Value : match.Value;
                yield return new RecognizedNumber(value * thousands, number.Index, number.Index + text.Length - 1, text);
            }
        }
    }

    private static IEnumerable<RecognizedNumber> SingleWords(string utterance, string language)
    {
        foreach (Match word in Words().Matches(utterance))
        {
            if (NumberWords.TryCardinal(language, word.Value.ToLowerInvariant(), out var value))
            {
                yield return new RecognizedNumber(value, word.Index, word.Index + word.Length - 1, word.Value);
            }
        }
    }

    private static IEnumerable<RecognizedNumber> EnglishWords(string utterance)
    {
        var words = Words().Matches(utterance).ToList();
        for (var i = 0; i < words.Count;)
        {
            var reader = new EnglishNumber(utterance, words, i);
            if (!reader.TryRead(out var value))
            {
                i++;
                continue;
            }

            var start = words[i].Index;
            var end = words[reader.Next - 1].Index + words[reader.Next - 1].Length - 1;
            yield return new RecognizedNumber(value, start, end, utterance.Substring(start, end + 1 - start));
            i = reader.Next;
        }
    }

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Words();

    [GeneratedRegex(@"[.\u00A0\u202F ]")]
    private static partial Regex GroupSeparators();
}
