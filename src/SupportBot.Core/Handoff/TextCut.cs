namespace SupportBot.Core.Handoff;

/// <summary>Cuts text where no letter is torn from its marks.</summary>
public static class TextCut
{
    /// <summary>A letter with more UTF-16 units than this is cut as well, or it would have no end.</summary>
    private const int MaxLetter = 64;

    /// <summary>Shortens what is too long, and shows that it did.</summary>
    public static string Of(string text, int max) =>
        text.Length <= max ? text : text[..LengthOf(text, max)] + "…";

    /// <returns>How many UTF-16 units the longest beginning has that ends with a whole letter: at most <paramref name="max"/>.</returns>
    public static int LengthOf(ReadOnlySpan<char> text, int max)
    {
        if (text.Length <= max)
            return text.Length;
        var start = Math.Max(0, max - MaxLetter);
        if (start > 0 && char.IsLowSurrogate(text[start]))
            start++;
        var near = text[..Math.Min(text.Length, max + MaxLetter)];
        var end = start;
        while (end + StringInfo.GetNextTextElementLength(near[end..]) is var next && next <= max)
            end = next;
        if (end > start)
            return end;
        return max > 0 && char.IsHighSurrogate(text[max - 1]) ? max - 1 : max;
    }
}
