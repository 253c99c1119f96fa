using System.Collections.Frozen;

namespace SupportBot.Bot.Replies;

/// <summary>The cultures that this machine knows by name. ICU makes one of any well-formed name, and .NET keeps each for ever.</summary>
public static class KnownCultures
{
    private static readonly Lazy<FrozenDictionary<string, string>> Names = new(() =>
        CultureInfo.GetCultures(CultureTypes.SpecificCultures | CultureTypes.NeutralCultures)
            .Select(culture => culture.Name)
            .Where(name => name.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase));

    public static IReadOnlyCollection<string> All => Names.Value.Values;

    /// <param name="locale">What a client says; anything.</param>
    /// <returns>The name of the culture, or <c>null</c> where none is known by it.</returns>
    public static string? NameOf(string? locale) => locale is null ? null : Names.Value.GetValueOrDefault(locale);
}
