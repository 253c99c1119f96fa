using System.Text.RegularExpressions;
using Microsoft.Bot.Schema;

namespace SupportBot.Turns;

/// <summary>Keeps names of products and people from becoming markup. Texts of ours need none beyond numbered lists, so one that
/// holds more is shown as plain text, character by character; nothing is escaped, since many clients show the escapes.</summary>
internal static partial class Markup
{
    /// <returns>The format in which the text shows no more than it says; <c>null</c> leaves the channel's own.</returns>
    public static string? FormatOf(string? text) => Mark().IsMatch(text ?? "") ? TextFormatTypes.Plain : null;

    // Blanks of one line alone: over many empty lines the search would begin anew at each.
    [GeneratedRegex(@"[*_`~\[\]<>\\|&@]|\$\$|:::|://|\bwww\.|^[^\S\n]*(?:[#+=:-]|\d+\))", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
