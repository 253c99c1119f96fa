using System.Text.RegularExpressions;

namespace SupportBot.Language.Understanding;

/// <summary>A message as the encoder reads it: words without accents, single signs, and marks in place of numbers and of the customer's own things.
/// models/training/encoder/wordpiece.py does the same.</summary>
internal static partial class EncoderWords
{
    public const string OwnNumber = "[unused1]";
    public const string Number = "[unused2]";
    public const string Product = "[unused3]";

    private const int LongNumber = 3;

    /// <summary>Stand for the marks where words are kept as text: signs that no keyboard types.</summary>
    private const string KeptMarks = "\uE001\uE002\uE003";

    private static readonly string[] Marks = [OwnNumber, Number, Product];

    /// <param name="found">What of the text is the customer's own; it is read as one mark.</param>
    public static List<EncoderWord> Read(string text, IReadOnlyList<Grounded> found)
    {
        var words = new List<EncoderWord>();
        var at = 0;
        foreach (var own in found)
        {
            AddPlain(words, text, at, own.Start);
            words.Add(new EncoderWord(own.Kind == GroundedKind.Number ? OwnNumber : Product, own.Start, own.Length, own));
            at = own.End;
        }
        AddPlain(words, text, at, text.Length);
        return words;
    }

    /// <summary>Words as text, for the next message's context.</summary>
    public static string Keep(IEnumerable<EncoderWord> words) =>
        string.Join(' ', words.Select(word => Array.IndexOf(Marks, word.Text) is >= 0 and var mark ? KeptMarks[mark].ToString() : word.Text));

    /// <summary>What <see cref="Keep"/> made, read again.</summary>
    public static IEnumerable<string> ReadKept(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.Length == 1 && KeptMarks.IndexOf(word[0]) is >= 0 and var mark ? Marks[mark] : word);

    private static void AddPlain(List<EncoderWord> words, string text, int from, int to)
    {
        foreach (Match match in Pieces().Matches(text[from..to]))
        {
            var plain = Plain(match.Value);
            // Nobody says a mark, neither by its name nor by the sign that stands for it.
            if (plain.Length > 0 && !KeptMarks.Contains(plain, StringComparison.Ordinal))
                words.Add(new EncoderWord(plain.Length >= LongNumber && plain.All(char.IsDigit) ? Number : plain, from + match.Index, match.Length, null));
        }
    }

    private static string Plain(string word)
    {
        var lower = word.ToLowerInvariant();
        if (lower.All(char.IsAscii))
            return lower;
        // A lone half of a surrogate pair can't be normalised; no word of the vocabulary has one.
        if (lower.Any(char.IsSurrogate))
            return lower;
        return string.Concat(lower.Normalize(NormalizationForm.FormD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark));
    }

    [GeneratedRegex(@"[\p{L}\p{M}]+|\p{Nd}+|[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\s]")]
    private static partial Regex Pieces();
}

/// <summary>One word of a message.</summary>
/// <param name="Text">As it is looked up: a plain word, a sign or a mark.</param>
/// <param name="Start">Its place in the message.</param>
/// <param name="Own">What it stands for, where it is the customer's own.</param>
internal sealed record EncoderWord(string Text, int Start, int Length, Grounded? Own);
