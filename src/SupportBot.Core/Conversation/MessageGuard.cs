using System.Globalization;
using System.Text;

namespace SupportBot.Core.Conversation;

/// <summary>
/// Makes any text from outside safe to read: composed characters (NFKC), no control or invisible characters, one line,
/// bounded length. It never changes the customer's words.
/// </summary>
public static class MessageGuard
{
    /// <summary>What is kept of a message, in UTF-16 units.</summary>
    public const int MaxLength = 2000;

    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
    private const int LeftToRightMark = 0x200E;
    private const int RightToLeftMark = 0x200F;
    private const int ArabicLetterMark = 0x061C;
    private const int BlackFlag = 0x1F3F4;

    /// <param name="raw">Anything: <c>null</c>, empty, huge, broken UTF-16.</param>
    /// <returns>The clean text, empty when nothing readable is left, and whether its end was cut off.</returns>
    public static GuardedMessage Clean(string? raw)
    {
        if (string.IsNullOrEmpty(raw))
            return new GuardedMessage("", false);

        var text = Readable(DropLoneSurrogates(raw).Normalize(NormalizationForm.FormKC));
        if (text.Length <= MaxLength)
            return new GuardedMessage(text, false);

        var end = char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return new GuardedMessage(text[..end].TrimEnd(), true);
    }

    // Normalize throws on half a pair.
    private static string DropLoneSurrogates(string raw)
    {
        var clean = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (!char.IsSurrogate(raw[i]))
            {
                clean.Append(raw[i]);
            }
            else if (i + 1 < raw.Length && char.IsSurrogatePair(raw[i], raw[i + 1]))
            {
                clean.Append(raw[i]).Append(raw[i + 1]);
                i++;
            }
        }
        return clean.ToString();
    }

    private static string Readable(string text)
    {
        var clean = new StringBuilder(text.Length);
        var inFlag = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                    clean.Append(' ');
            }
            else if (IsKept(rune, inFlag))
            {
                clean.Append(rune);
            }
            inFlag = rune.Value == BlackFlag || (inFlag && IsTag(rune));
        }
        return clean.ToString().Trim(' ');
    }

    private static bool IsKept(Rune rune, bool inFlag) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => false,
        // Emoji, Persian and mixed-direction text need these; other format characters hide or reorder text.
        UnicodeCategory.Format => rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner or LeftToRightMark or RightToLeftMark or ArabicLetterMark
            || (inFlag && IsTag(rune)),
        _ => true,
    };

    // Tags spell the region in the flags of England, Scotland and Wales; anywhere else they are text that no person sees.
    private static bool IsTag(Rune rune) => rune.Value is >= 0xE0020 and <= 0xE007F;
}

/// <summary>A message that may be read on.</summary>
/// <param name="Text">At most <see cref="MessageGuard.MaxLength"/> UTF-16 units, without leading or trailing space.</param>
/// <param name="WasCut">The message was longer; the customer is told so.</param>
public sealed record GuardedMessage(string Text, bool WasCut);
