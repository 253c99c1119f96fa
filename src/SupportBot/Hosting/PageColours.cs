using System.Text.RegularExpressions;

namespace SupportBot.Hosting;

/// <summary>The colours of <c>wwwroot/colours.css</c>, for what can't read a style sheet: the widget's script and the console's theme.</summary>
internal sealed partial class PageColours
{
    private readonly Dictionary<string, string> _light;
    private readonly Dictionary<string, string> _dark;

    /// <param name="css">The dark ones stand after <c>@media</c>.</param>
    public PageColours(string css)
    {
        var dark = css.IndexOf("@media", StringComparison.Ordinal);
        _light = In(css[..dark]);
        _dark = In(css[dark..]);
    }

    public static PageColours Read() => new(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "wwwroot", "colours.css")));

    /// <param name="name">Such as <c>accent</c>.</param>
    /// <exception cref="KeyNotFoundException">The style sheet has no such colour.</exception>
    public string Light(string name) => _light[name];

    /// <inheritdoc cref="Light"/>
    public string Dark(string name) => _dark[name];

    private static Dictionary<string, string> In(string css) =>
        Colour().Matches(css).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["colour"].Value);

    [GeneratedRegex("--(?<name>[a-z-]+): (?<colour>#[0-9a-f]{6});")]
    private static partial Regex Colour();
}
