namespace SupportBot.Eval.Figures;

/// <summary>Counts of labels expected and got, and the usual figures of them.</summary>
internal sealed class Classification
{
    private readonly Dictionary<(string Expected, string Got), int> _counts = [];

    public Classification(IEnumerable<(string Expected, string Got)> pairs)
    {
        foreach (var pair in pairs)
            _counts[pair] = _counts.GetValueOrDefault(pair) + 1;
    }

    public int Total => _counts.Values.Sum();

    /// <summary>The labels that occur, expected or got, in the order of <see cref="Label.All"/>.</summary>
    public IReadOnlyList<string> Labels =>
        [.. Label.All.Where(label => _counts.Keys.Any(pair => pair.Expected == label || pair.Got == label))];

    public int Count(string expected, string got) => _counts.GetValueOrDefault((expected, got));

    /// <summary>The share of right ones, 0 of none.</summary>
    public double Accuracy => Share(_counts.Where(count => count.Key.Expected == count.Key.Got).Sum(count => count.Value), Total);

    /// <summary>Of those taken for the label, the share that have it; 0 where none was.</summary>
    public double Precision(string label) => Share(Count(label, label), _counts.Where(count => count.Key.Got == label).Sum(count => count.Value));

    /// <summary>Of those that have the label, the share taken for it; 0 where none has.</summary>
    public double Recall(string label) => Share(Count(label, label), _counts.Where(count => count.Key.Expected == label).Sum(count => count.Value));

    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1(string label)
    {
        var (precision, recall) = (Precision(label), Recall(label));
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    /// <summary>The mean F1 of the labels that are expected. One that only was got says nothing of its own: its rows lower the recall of theirs.</summary>
    public double MacroF1 => Labels.Where(label => _counts.Keys.Any(pair => pair.Expected == label)).Select(F1).DefaultIfEmpty().Average();

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
