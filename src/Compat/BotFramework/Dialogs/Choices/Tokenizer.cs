using System.Collections.Generic;

namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>Breaks at spaces and punctuation; each emoji is a word. Stands for <c>Microsoft.Bot.Builder.Dialogs.Choices.Tokenizer</c>.</summary>
public class Tokenizer
{
    public static TokenizerFunction DefaultTokenizer => DefaultTokenizerImpl;

    public static List<Token> DefaultTokenizerImpl(string text, string locale = null)
    {
        var tokens = new List<Token>();
        text ??= string.Empty;

        var wordStart = -1;
        for (var i = 0; i < text.Length;)
        {
            var codePoint = char.IsSurrogatePair(text, i) ? char.ConvertToUtf32(text, i) : text[i];
            var length = codePoint > 0xFFFF ? 2 : 1;

            if (IsBreaking(codePoint) || codePoint > 0xFFFF)
            {
                AddWord(wordStart, i);
                wordStart = -1;

                if (codePoint > 0xFFFF)
                {
                    var emoji = text.Substring(i, length);
                    tokens.Add(new Token { Start = i, End = i + length - 1, Text = emoji, Normalized = emoji });
                }
            }
            else if (wordStart < 0)
            {
                wordStart = i;
            }

            i += length;
        }

        AddWord(wordStart, text.Length);
        return tokens;

        void AddWord(int start, int end)
        {
            if (start >= 0)
            {
                var word = text.Substring(start, end - start);
                tokens.Add(new Token { Start = start, End = end - 1, Text = word, Normalized = word.ToLowerInvariant() });
            }
        }
    }

    // Punctuation and symbols of the basic plane; the ranges are those of the official tokenizer.
    private static bool IsBreaking(int codePoint) => codePoint
        is (>= 0x0000 and <= 0x002F)
        or (>= 0x003A and <= 0x0040)
        or (>= 0x005B and <= 0x0060)
        or (>= 0x007B and <= 0x00BF)
        or (>= 0x02B9 and <= 0x036F)
        or (>= 0x2000 and <= 0x2BFF)
        or (>= 0x2E00 and <= 0x2E7F);
}
