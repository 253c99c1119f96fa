using System;
using System.Collections.Generic;
using System.Linq;

namespace Microsoft.Bot.Builder.Dialogs.Recognition;

/// <summary>Number words of the languages that prompts know, by two-letter language code.</summary>
internal static class NumberWords
{
    internal const string English = "en";

    internal static readonly Dictionary<string, int> EnglishUnits = Numbered(
        0, "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen");

    internal static readonly Dictionary<string, int> EnglishTens = Numbered(2, "twenty thirty forty fifty sixty seventy eighty ninety")
        .ToDictionary(entry => entry.Key, entry => entry.Value * 10);

    internal static readonly Dictionary<string, decimal> EnglishScales = new Dictionary<string, decimal>
    {
        ["hundred"] = 100,
        ["thousand"] = 1_000,
        ["million"] = 1_000_000,
        ["billion"] = 1_000_000_000,
    };

    private static readonly Dictionary<string, Dictionary<string, int>> Cardinals = new Dictionary<string, Dictionary<string, int>>
    {
        ["de"] = Numbered(1, "eins|ein|eine|einen zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"),
        ["es"] = Numbered(1, "uno|una|un dos tres cuatro cinco seis siete ocho nueve diez once doce"),
        ["fr"] = Numbered(1, "un|une deux trois quatre cinq six sept huit neuf dix onze douze"),
        ["it"] = Numbered(1, "uno|una|un due tre quattro cinque sei sette otto nove dieci undici dodici"),
        ["nl"] = Numbered(1, "een|één twee drie vier vijf zes zeven acht negen tien elf twaalf"),
        ["pt"] = Numbered(1, "um|uma dois|duas três|tres quatro cinco seis sete oito nove dez onze doze"),
    };

    private static readonly Dictionary<string, Dictionary<string, int>> Ordinals = new Dictionary<string, Dictionary<string, int>>
    {
        [English] = Numbered(1, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"),
        ["de"] = Numbered(1, "erste|ersten|erster|erstes zweite|zweiten|zweiter|zweites dritte|dritten|dritter|drittes vierte|vierten|vierter|viertes fünfte|fünften|fünfter|fünftes"),
        ["es"] = Numbered(1, "primero|primera|primer segundo|segunda tercero|tercera|tercer cuarto|cuarta quinto|quinta sexto|sexta séptimo|séptima octavo|octava noveno|novena décimo|décima"),
        ["fr"] = Numbered(1, "premier|première deuxième|second|seconde troisième quatrième cinquième sixième septième huitième neuvième dixième"),
        ["it"] = Numbered(1, "primo|prima secondo|seconda terzo|terza quarto|quarta quinto|quinta sesto|sesta settimo|settima ottavo|ottava nono|nona decimo|decima"),
        ["nl"] = Numbered(1, "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende"),
        ["pt"] = Numbered(1, "primeiro|primeira segundo|segunda terceiro|terceira quarto|quarta quinto|quinta sexto|sexta sétimo|sétima oitavo|oitava nono|nona décimo|décima"),
    };

    private static readonly Dictionary<string, HashSet<string>> Last = new Dictionary<string, HashSet<string>>
    {
        [English] = ["last", "final"],
        ["de"] = ["letzte", "letzten", "letzter", "letztes"],
        ["es"] = ["último", "última"],
        ["fr"] = ["dernier", "dernière"],
        ["it"] = ["ultimo", "ultima"],
        ["nl"] = ["laatste"],
        ["pt"] = ["último", "última"],
    };

    internal static string LanguageOf(string culture)
    {
        var language = string.IsNullOrEmpty(culture) ? English : culture.Split('-')[0].ToLowerInvariant();
        return language.Length == 2 ? language : English;
    }

    internal static bool TryCardinal(string language, string word, out int value) => TryFind(Cardinals, language, word, out value);

    internal static bool TryOrdinal(string language, string word, out int value) => TryFind(Ordinals, language, word, out value);

    internal static bool MeansLast(string language, string word) => Last.TryGetValue(language, out var words) && words.Contains(word);

    private static bool TryFind(Dictionary<string, Dictionary<string, int>> languages, string language, string word, out int value)
    {
        value = 0;
        return languages.TryGetValue(language, out var words) && words.TryGetValue(word, out value);
    }

    // One number after the other, its forms parted by a bar.
    private static Dictionary<string, int> Numbered(int first, string words) => words.Split(' ')
        .SelectMany((forms, index) => forms.Split('|').Select(form => (form, value: first + index)))
        .ToDictionary(entry => entry.form, entry => entry.value, StringComparer.Ordinal);
}
