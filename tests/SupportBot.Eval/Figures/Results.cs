namespace SupportBot.Eval.Figures;

/// <summary>What a run of the evaluation found.</summary>
internal sealed class Results
{
    private readonly Dictionary<string, double> _metrics = [];
    private readonly SortedDictionary<string, Dictionary<string, double>> _byOrigin = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Dictionary<string, double>> _byLang = new(StringComparer.Ordinal);
    private readonly List<Wrong> _errors = [];
    private readonly List<(string Title, Classification Table)> _confusions = [];

    /// <summary>Figures by key, in the order of measuring.</summary>
    public IReadOnlyDictionary<string, double> Metrics => _metrics;

    /// <summary>The same figures for the rows of each origin.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, double>> ByOrigin => _byOrigin;

    /// <summary>The same figures for the rows of each language.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, double>> ByLang => _byLang;

    public IReadOnlyList<Wrong> Errors => _errors;

    public IReadOnlyList<(string Title, Classification Table)> Confusions => _confusions;

    /// <summary>Adds the figures of a set's rows, in all, for each origin and for each language.</summary>
    /// <param name="origin">Where a row is from; <c>null</c> for nowhere in particular.</param>
    /// <param name="lang">The language of a row; <c>null</c> where it says none.</param>
    public void Add<T>(
        IReadOnlyList<T> rows, Func<T, string?> origin, Func<IReadOnlyList<T>, IEnumerable<(string Key, double Value)>> measure, Func<T, string?>? lang = null)
    {
        foreach (var (key, value) in measure(rows))
            _metrics[key] = value;
        AddGroups(_byOrigin, rows, origin, measure);
        AddGroups(_byLang, rows, lang ?? (_ => null), measure);
    }

    public void Add(string key, double value) => _metrics[key] = value;

    public void Add(Wrong error) => _errors.Add(error);

    public void Add(string title, Classification confusion) => _confusions.Add((title, confusion));

    private static void AddGroups<T>(
        SortedDictionary<string, Dictionary<string, double>> groups, IReadOnlyList<T> rows, Func<T, string?> nameOf,
        Func<IReadOnlyList<T>, IEnumerable<(string Key, double Value)>> measure)
    {
        foreach (var group in rows.Where(row => nameOf(row) is not null).GroupBy(row => nameOf(row)!))
        {
            if (!groups.TryGetValue(group.Key, out var figures))
                groups[group.Key] = figures = [];
            foreach (var (key, value) in measure([.. group]))
                figures[key] = value;
        }
    }
}

/// <summary>A row that went wrong.</summary>
/// <param name="Set">Which set it is of: «intents», «references» …</param>
/// <param name="Line">Its line in the set's file, or the number of the question.</param>
internal sealed record Wrong(string Set, int Line, string? Origin, string Text, string Expected, string Got, string Reply);
