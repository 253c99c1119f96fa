using System.Text.RegularExpressions;
using SupportBot.Hosting;

namespace SupportBot.Tests.DeploymentTemplates;

/// <summary>The settings that docs/settings.md names, so that no template sets one that nothing reads.</summary>
internal static partial class KnownSettings
{
    private static readonly HashSet<string> Names = File.ReadLines(Path.Combine(Settings.Root, "docs", "settings.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .SelectMany(line => Name().Matches(line.Split('|')[1])).Select(match => match.Groups["name"].Value)
        // The base image sets it; ours takes it back, because it names the addresses itself.
        .Append("ASPNETCORE_HTTP_PORTS")
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether the program reads this environment variable.</summary>
    public static bool Has(string variable) => Names.Contains(Index().Replace(variable, "").Replace("__", ":", StringComparison.Ordinal));

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"__\d+$")]
    private static partial Regex Index();
}
