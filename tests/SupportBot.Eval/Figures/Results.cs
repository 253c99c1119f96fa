namespace SupportBot.Eval.Figures;

/// <summary>What a run of the evaluation found.</summary>
internal sealed class Results
{
    private readonly Dictionary<string, double> _metrics = [];
    private readonly SortedDictionary<string, Dictionary<string, double>> _byOrigin = new(StringComparer.Ordinal);
    private readonly List<Wrong> _errors = [];
    private readonly List<(string Title, Classification Table)> _confusions = [];

    /// <summary>Figures by key, in the order of measuring.</summary>
    public IReadOnlyDictionary<string, double> Metrics => _metrics;

    /// <summary>The same figures for the rows of each origin.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, double>> ByOrigin => _byOrigin;

    public IReadOnlyList<Wrong> Errors => _errors;

    public IReadOnlyList<(string Title, Classification Table)> Confusions => _confusions;

    /// <summary>Adds the figures of a set's rows, in all and for each origin.</summary>
    /// <param name="origin">Where a row is from; <c>null</c> for nowhere in particular.</param>
    public void Add<T>(IReadOnlyList<T> rows, Func<T, string?> origin, Func<IReadOnlyList<T>, IEnumerable<(string Key, double Value)>> measure)
    {
        foreach (var (key, value) in measure(rows))
            _metrics[key] = value;
        foreach (var group in rows.Where(row => origin(row) is not null).GroupBy(row => origin(row)!))
        {
            if (!_byOrigin.TryGetValue(group.Key, out var figures))
                _byOrigin[group.Key] = figures = [];
            foreach (var (key, value) in measure([.. group]))
                figures[key] = value;
        }
    }

    public void Add(string key, double value) => _metrics[key] = value;

    public void Add(Wrong error) => _errors.Add(error);

    public void Add(string title, Classification confusion) => _confusions.Add((title, confusion));
}

/// <summary>A row that went wrong.</summary>
/// <param name="Set">Which set it is of: «intents», «references» …</param>
/// <param name="Line">Its line in the set's file, or the number of the question.</param>
internal sealed record Wrong(string Set, int Line, string? Origin, string Text, string Expected, string Got, string Reply);
