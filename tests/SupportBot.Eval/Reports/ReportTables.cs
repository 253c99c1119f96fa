using SupportBot.Eval.Figures;

namespace SupportBot.Eval.Reports;

/// <summary>What the written reports have in common: their tables, and how numbers look.</summary>
internal static class ReportTables
{
    /// <summary>Examples of one set past this many are counted, not shown; the JSON has them all.</summary>
    public const int MaxExamples = 200;

    /// <summary>Shares as they are, counts as whole numbers.</summary>
    public static string Number(double value) => value == Math.Floor(value) && Math.Abs(value) > 1
        ? value.ToString("N0", CultureInfo.InvariantCulture)
        : value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>The groups of rows that have figures of their own.</summary>
    public static IEnumerable<(string Title, string Heading, IReadOnlyDictionary<string, Dictionary<string, double>> Groups)> Groupings(Results results) =>
        new[] { (Title: "By origin", Heading: "Origin", Groups: results.ByOrigin), (Title: "By language", Heading: "Language", Groups: results.ByLang) }.Where(grouping => grouping.Groups.Count > 0);

    /// <summary>The groups whose rows have the same figures stand in one table.</summary>
    public static IEnumerable<(IReadOnlyList<string> Keys, IReadOnlyList<(string Group, IReadOnlyDictionary<string, double> Figures)> Rows)> Tables(IReadOnlyDictionary<string, Dictionary<string, double>> groups) =>
        groups.GroupBy(group => string.Join(' ', group.Value.Keys.Where(IsMain)))
            .Select(table => ((IReadOnlyList<string>)table.Key.Split(' '), (IReadOnlyList<(string, IReadOnlyDictionary<string, double>)>)[.. table.Select(group => (group.Key, (IReadOnlyDictionary<string, double>)group.Value))]));

    public static IEnumerable<(string Set, IReadOnlyList<Wrong> Shown, int Left)> Examples(Results results) =>
        results.Errors.GroupBy(error => error.Set).Select(group => (group.Key, (IReadOnlyList<Wrong>)[.. group.Take(MaxExamples)], Math.Max(0, group.Count() - MaxExamples)));

    // F1 follows from the two beside it; with it the table is too wide to read.
    private static bool IsMain(string key) => !key.StartsWith("f1_", StringComparison.Ordinal);
}

/// <summary>What was measured, for the head of a report.</summary>
/// <param name="Subject">The bot or the baseline, and its model.</param>
/// <param name="Orders">The orders database.</param>
/// <param name="Thresholds">The bounds that were set, and what is wrong where one is missed.</param>
internal sealed record ReportHead(string Subject, string Orders, DateTimeOffset At, IReadOnlyList<(Threshold Threshold, string? Miss)> Thresholds);
