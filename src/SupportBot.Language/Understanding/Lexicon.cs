namespace SupportBot.Language.Understanding;

using Understanding = SupportBot.Core.Conversation.Understanding;

/// <summary>The words of a language whose form decides: its file <c>lexicon.tsv</c>.</summary>
internal sealed class Lexicon
{
    private readonly ILookup<string, (string Value, string[][] Phrases)> _tables;
    private readonly HashSet<string> _weak;

    private Lexicon(IEnumerable<string> lines)
    {
        _tables = lines
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .ToLookup(row => row[0], row => (row[1], row[2].Split(';').Select(phrase => phrase.Split(' ')).ToArray()));
        _weak = [.. _tables["weak"].SelectMany(row => row.Phrases).Select(phrase => phrase[0])];
    }

    public static Lexicon English { get; } = Read("English");

    /// <summary>A word of product names that says too little alone, or that messages hold for other reasons.</summary>
    public bool IsWeak(string word) => _weak.Contains(word);

    /// <summary>Whether the words fit a row of a table.</summary>
    public bool Has(string table, IReadOnlyList<string> words) => Value(table, words) is not null;

    /// <returns>The value of the first row with a phrase that stands in the words; <c>null</c> when none does.</returns>
    public string? Value(string table, IReadOnlyList<string> words) =>
        _tables[table].FirstOrDefault(row => Array.Exists(row.Phrases, phrase => Holds(words, phrase))).Value;

    /// <summary>Whether a row of a table has a phrase that stands in the words.</summary>
    public bool Names(string table, string value, IReadOnlyList<string> words) =>
        _tables[table].Any(row => row.Value == value && Array.Exists(row.Phrases, phrase => Holds(words, phrase)));

    /// <summary>What a button of ours says, whose words are always the same.</summary>
    public Understanding? Button(string text)
    {
        var words = Words(text);
        return _tables["button"].FirstOrDefault(row => Array.Exists(row.Phrases, phrase => phrase.SequenceEqual(words))).Value is not { } value ? null
            : value.Split(' ') is [var act, var intent, .. var rest]
                ? new Understanding(
                    EncoderNames.ActOf(act), EncoderNames.IntentOf(intent), Pointed(rest), [.. rest.Where(word => !Pointers.Contains(word)).Select(EncoderNames.TopicOf)])
                { Overview = rest.Contains("list") ? Overview.List : null }
                : null;
    }

    private static readonly string[] Pointers = ["latest", "open", "top"];

    private static OrderReference Pointed(string[] words) => words switch
    {
        _ when words.Contains("latest") => new OrderReference.Latest(),
        _ when words.Contains("open") => new OrderReference.Open(),
        _ when words.Contains("top") => new OrderReference.Ordinal(1),
        _ => words.Contains("list") ? new OrderReference.All() : OrderReference.None,
    };

    /// <summary>Whether a text ends in what a number of an order may follow.</summary>
    public bool LeadsToNumber(ReadOnlySpan<char> before)
    {
        var words = Words(before.ToString());
        var tail = before.TrimEnd();
        return tail.EndsWith("#") || (words.Count > 0 && _tables["number-lead"].First().Phrases.Any(phrase =>
            phrase.Length <= words.Count && phrase.SequenceEqual(words.Skip(words.Count - phrase.Length))));
    }

    /// <summary>Lower-case words; a quote within one stays.</summary>
    public static List<string> Words(string text)
    {
        var words = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || (at > start && text[at] is '\'' or '’')))
                at++;
            if (at > start)
                words.Add(text[start..at].ToLowerInvariant().Replace('’', '\'').TrimEnd('\''));
            else
                at++;
        }
        return words;
    }

    internal static bool Holds(IReadOnlyList<string> words, IReadOnlyList<string> phrase)
    {
        for (var start = 0; start + phrase.Count <= words.Count; start++)
        {
            var i = 0;
            while (i < phrase.Count && words[start + i] == phrase[i])
                i++;
            if (i == phrase.Count)
                return true;
        }
        return false;
    }

    private static Lexicon Read(string language)
    {
        using var stream = typeof(Lexicon).Assembly.GetManifestResourceStream($"SupportBot.Language.{language}.lexicon.tsv")
            ?? throw new InvalidOperationException($"The lexicon of {language} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return new Lexicon(reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries));
    }
}
