using System.Buffers;

namespace SupportBot.Core.Conversation;

/// <summary>
/// Makes any text from outside safe to read: composed characters (NFKC), no control or invisible characters, one line,
/// bounded length. It never changes the customer's words.
/// </summary>
public static class MessageGuard
{
    /// <summary>What is kept of a message, in UTF-16 units.</summary>
    public const int MaxLength = 2000;

    /// <summary>Marks that a letter may have; no writing needs as many.</summary>
    public const int MaxMarks = 30;

    /// <summary>What one pattern may take for one text; past it, the turn fails and the customer is told. A net below a pattern that
    /// would never end: the worst text takes a hundredth of a second, but the first one waits for the compiler, on a busy machine long.</summary>
    public static readonly TimeSpan MaxMatch = TimeSpan.FromSeconds(30);

    /// <summary>At least what <see cref="MaxLength"/> units can be made of: composing joins four at most.</summary>
    internal const int MaxBeforeNormalizing = 4 * MaxLength;

    // Letters by their category, marks once they are normalized.
    private const int HalfwidthVoicedMark = 0xFF9E;
    private const int HalfwidthSemiVoicedMark = 0xFF9F;

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

        // Bounded before it is normalized: sorting a run of marks takes the square of its length.
        var (bounded, wasCut) = Readable(raw, MaxBeforeNormalizing);
        var (text, _) = Readable(bounded.Normalize(NormalizationForm.FormKC), int.MaxValue);
        if (text.Length <= MaxLength)
            return new GuardedMessage(text, wasCut);

        var end = char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return new GuardedMessage(text[..end].TrimEnd(), true);
    }

    /// <summary>Text that can be normalized, in a time that grows with its length: no letter has more than <see cref="MaxMarks"/> marks
    /// (<see href="https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format">UAX #15</see>), and half a pair is a letter of its own.</summary>
    public static string Normalizable(string text) => Copy(string.Concat(text.EnumerateRunes()), int.MaxValue, static (_, rune, _) => rune).Text;

    private static (string Text, bool WasCut) Readable(string text, int most)
    {
        var (clean, wasCut) = Copy(text, most, static (clean, rune, inFlag) =>
        {
            if (Rune.IsWhiteSpace(rune))
                return clean.Length > 0 && clean[^1] != ' ' ? new Rune(' ') : null;
            return IsKept(rune, inFlag) ? rune : null;
        });
        return (clean.TrimEnd(' '), wasCut);
    }

    /// <param name="fit">Gives what becomes of a letter, from what stands before it and whether it may be a flag's tag; <c>null</c> drops it.</param>
    private static (string Text, bool WasCut) Copy(string text, int most, Func<StringBuilder, Rune, bool, Rune?> fit)
    {
        var copy = new StringBuilder(Math.Min(text.Length, most));
        var (inFlag, marks) = (false, 0);
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            // Half a pair and what is no character are dropped: Normalize throws on them.
            var isCharacter = Rune.DecodeFromUtf16(rest, out var rune, out var length) == OperationStatus.Done && !IsNoncharacter(rune);
            rest = rest[length..];
            if (!isCharacter)
                continue;
            if (fit(copy, rune, inFlag) is { } fitting)
            {
                marks = IsMark(fitting) ? marks + 1 : 0;
                if (copy.Length >= most && fitting.Value != ' ')
                    return (copy.ToString(), true);
                if (marks <= MaxMarks && copy.Length < most)
                    copy.Append(fitting);
            }
            inFlag = rune.Value == BlackFlag || (inFlag && IsTag(rune));
        }
        return (copy.ToString(), false);
    }

    private static bool IsMark(Rune rune) => rune.Value is HalfwidthVoicedMark or HalfwidthSemiVoicedMark
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>Code points that Unicode keeps free for ever.</summary>
    private static bool IsNoncharacter(Rune rune) => rune.Value is >= 0xFDD0 and <= 0xFDEF || (rune.Value & 0xFFFE) == 0xFFFE;

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
