using System.Text.RegularExpressions;

namespace SupportBot.Eval.Sets;

/// <summary>Looks for ids and other tokens in replies: «12» isn't in «4412».</summary>
internal static partial class WholeTokens
{
    /// <summary>Whether the text holds the token, in capitals or not, with no letter or digit grown onto it.</summary>
    public static bool Holds(string text, string token) => Find(text, token.Trim(), 0) >= 0;

    /// <returns>Where the token stands, from an index on; -1 for nowhere.</returns>
    public static int Find(string text, string token, int from)
    {
        for (var at = from; token.Length > 0 && at < text.Length && (at = text.IndexOf(token, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + token.Length;
            var isBegin = at == 0 || !char.IsLetterOrDigit(token[0]) || !char.IsLetterOrDigit(text[at - 1]);
            var isEnd = end == text.Length || !char.IsLetterOrDigit(token[^1]) || !char.IsLetterOrDigit(text[end]);
            if (isBegin && isEnd)
                return at;
        }

        return -1;
    }

    /// <summary>The numbers and number-like words of a text, without what is around them.</summary>
    public static IEnumerable<string> Numbers(string text) => NumberLike().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"[\p{L}\p{Nd}](?:[\p{L}\p{Nd}_/.-]*[\p{L}\p{Nd}])?(?<=\p{Nd}[\p{L}\p{Nd}_/.-]*)")]
    private static partial Regex NumberLike();
}
