using System.Text.RegularExpressions;

namespace SupportBot.Language.Composing;

/// <summary>One sentence of a composed text, as the checks read it.</summary>
/// <param name="Plain">Lower case, contractions written out, one space between and around all words, commas and colons; no end mark.</param>
/// <param name="Placeholders">The names in braces, in order.</param>
internal sealed partial record Sentence(string Plain, IReadOnlyList<string> Placeholders)
{
    /// <param name="text">In the form of <see cref="ComposeForm"/>.</param>
    public static Sentence Read(string text)
    {
        var words = Pieces().Matches(text).Select(piece => piece.Value.StartsWith('{') ? piece.Value : Expand(piece.Value));
        return new Sentence($" {string.Join(' ', words.Where(word => word.Length > 0))} ", [.. Braces().Matches(text).Select(match => match.Groups[1].Value)]);
    }

    private static string Expand(string piece)
    {
        var word = piece.ToLowerInvariant();
        if (word is "can't" or "cannot")
            return "can not";
        if (word is "won't")
            return "will not";
        if (word.EndsWith("n't", StringComparison.Ordinal))
            return word[..^3] + " not";
        var quote = word.IndexOf('\'', StringComparison.Ordinal);
        return quote < 0 ? word : word[..quote] + word[(quote + 1)..] switch
        {
            "s" when word[..quote] is "it" or "that" or "here" or "there" => " is",
            "s" => "",
            "re" => " are",
            "ve" => " have",
            "ll" => " will",
            "d" => " would",
            "m" => " am",
            var rest => "'" + rest,
        };
    }

    [GeneratedRegex(@"\{[a-z_]+\}|[A-Za-z][A-Za-z'-]*|[,:;]", RegexOptions.CultureInvariant)]
    private static partial Regex Pieces();

    [GeneratedRegex(@"\{([a-z_]+)\}", RegexOptions.CultureInvariant)]
    internal static partial Regex Braces();
}
