using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportBot.Language.Understanding;

/// <summary>A message as words that the rules can count on: lower case, contractions and chat spelling written out, typos in
/// the words of the trade put right.</summary>
internal sealed partial class Utterance
{
    private Utterance(IReadOnlyList<Word> words)
    {
        Words = words;
        Plain = " " + string.Join(' ', words.Select(word => word.Text)) + " ";
    }

    public IReadOnlyList<Word> Words { get; }

    /// <summary>All words with one space between and around them; sentence ends are « . » and « ? », commas « , ».</summary>
    public string Plain { get; }

    /// <summary>What is left without the first words.</summary>
    public Utterance From(int word) => new([.. Words.Skip(word)]);

    public static Utterance Read(string message)
    {
        var words = new List<Word>();
        foreach (Match match in Pieces().Matches(message))
        {
            var text = match.Value.ToLower(CultureInfo.InvariantCulture).Replace('’', '\'');
            if (text is "!" or ";" or ":" or "\n")
                text = ".";
            if (text is "&")
                text = "and";
            foreach (var part in Spelling.Expand(text).Split(' '))
                words.Add(new Word(part, match.Value));
        }
        for (var i = 0; i < words.Count; i++)
        {
            // «the 2nd 1», «the other 1»
            if (words[i].Text is "1" && i > 0 && BeforeOne().IsMatch(words[i - 1].Text))
                words[i] = new Word("one", "one");
            // «4 me», «2 my address»: digits that stand for a word.
            if (words[i].Text is "4" && i + 1 < words.Count && words[i + 1].Text is "me" or "my" or "the" or "us")
                words[i] = words[i] with { Text = "for" };
        }
        return new Utterance(words);
    }

    [GeneratedRegex("^(?:\\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|last|latest|newest|oldest|other|cancelled|delivered|returned|that|this)$", RegexOptions.CultureInvariant)]
    private static partial Regex BeforeOne();

    [GeneratedRegex(@"(?:#\s?)?[\p{L}\p{Nd}]+(?:['’_-][\p{L}\p{Nd}]+|(?<=\p{Nd})(?:[./]\p{Nd}+|,\p{Nd}{2,3}(?!\p{Nd})))*|[.?!,;:\n$€£%&]", RegexOptions.CultureInvariant)]
    private static partial Regex Pieces();
}

/// <summary>One word: as the rules read it, and as the customer wrote it.</summary>
internal sealed record Word(string Text, string Raw)
{
    public bool HasDigit => Raw.Any(char.IsAsciiDigit);

    public bool IsNumber => Raw.All(char.IsAsciiDigit);

    public bool IsBreak => Text is "." or "?" or ",";
}
