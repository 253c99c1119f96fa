using System.Globalization;
using System.Text;

namespace SupportBot.Language.Understanding;

/// <summary>
/// The grams of a message that the router knows its weights by: one to three words with marks for both ends, and two to five
/// characters within a word, spaces around it. Lower case, every digit a zero. <c>models/training/builtin/router.py</c> makes the same.
/// </summary>
internal static class Ngrams
{
    private const int MaxWords = 3;
    private const int LeastCharacters = 2;
    private const int MaxCharacters = 5;

    /// <returns>The hashes of both bags, repeats included.</returns>
    public static (List<uint> OfWords, List<uint> OfCharacters) Read(string text)
    {
        var words = Words(text);
        List<string> line = ["^", .. words, "$"];
        var ofWords = new List<uint>();
        for (var length = 1; length <= MaxWords; length++)
        {
            for (var start = length > 1 ? 0 : 1; start + length <= (length > 1 ? line.Count : line.Count - 1); start++)
                ofWords.Add(Hash("w" + string.Join(' ', line.Skip(start).Take(length))));
        }

        var ofCharacters = new List<uint>();
        foreach (var padded in words.Select(word => $" {word} "))
        {
            for (var length = LeastCharacters; length <= MaxCharacters; length++)
            {
                for (var start = 0; start + length <= padded.Length; start++)
                    ofCharacters.Add(Hash(string.Concat("c", padded.AsSpan(start, length))));
            }
        }
        return (ofWords, ofCharacters);
    }

    /// <summary>Letters and digits with apostrophes between them, and question and exclamation marks.</summary>
    private static List<string> Words(string text)
    {
        var plain = text.ToLower(CultureInfo.InvariantCulture).Replace('’', '\'');
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i <= plain.Length; i++)
        {
            var letter = i < plain.Length ? plain[i] : ' ';
            if (IsOfWord(letter) || (letter == '\'' && word.Length > 0 && i + 1 < plain.Length && IsOfWord(plain[i + 1])))
            {
                word.Append(char.IsDigit(letter) ? '0' : letter);
                continue;
            }
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
            if (letter is '?' or '!')
                words.Add(letter.ToString());
        }
        return words;
    }

    private static bool IsOfWord(char letter) => char.IsLetter(letter) || char.IsDigit(letter);

    /// <summary>FNV-1a of the UTF-8, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/.</summary>
    private static uint Hash(string gram)
    {
        var hash = 0x811C9DC5u;
        foreach (var value in Encoding.UTF8.GetBytes(gram))
            hash = unchecked((hash ^ value) * 0x01000193u);
        return hash;
    }
}
