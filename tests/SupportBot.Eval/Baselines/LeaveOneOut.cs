using System.Text.Json;
using SupportBot.Eval.Bots;
using SupportBot.Eval.Figures;
using SupportBot.Eval.Sets;

namespace SupportBot.Eval.Baselines;

/// <summary>
/// How well labels of a source are found that nothing was learned from: the n-gram classifier learns from the project's corpus
/// and from all other sources; the bot is as it is. Both label the same sample.
/// </summary>
internal static class LeaveOneOut
{
    private const int MaxLearned = 2500;
    private const int MaxLabelled = 400;

    /// <param name="folder">JSON lines {text, label, source}.</param>
    /// <exception cref="EvalException">There is nothing to read.</exception>
    public static async Task MeasureAsync(string folder, IEvaluatedBot bot, Func<string, Asking> ask, Results results, IProgress<Step> progress, CancellationToken ct)
    {
        var sources = Read(folder);
        var corpus = NgramBot.ReadCorpus();
        var done = 0;
        var scored = new List<(SourceRow Row, string ByNgrams, string ByBot)>();
        foreach (var source in sources)
        {
            var learned = sources.Where(other => other.Key != source.Key).SelectMany(other => Sample([.. other], MaxLearned)).Select(row => (row.Text, row.Label));
            var ngrams = new NgramClassifier([.. corpus, .. learned]);
            foreach (var row in Sample([.. source], MaxLabelled))
            {
                var turn = await bot.AskAsync(ask(row.Text) with { IsWorded = false }, ct);
                scored.Add((row, ngrams.LabelOf(row.Text), Label.Of(turn.Outcome?.Intent)));
            }

            progress.Report(new Step("leave one out", ++done, sources.Count));
        }

        results.Add(scored, score => score.Row.Source, subset =>
        [
            ("left_out", subset.Count),
            .. Figures("loo", subset.Select(score => (score.Row.Label, score.ByBot))),
            .. Figures("loo_ngram", subset.Select(score => (score.Row.Label, score.ByNgrams))),
        ]);
        results.Add("Sources left out, by the bot", new Classification(scored.Select(score => (score.Row.Label, score.ByBot))));
        results.Add("Sources left out, by n-grams", new Classification(scored.Select(score => (score.Row.Label, score.ByNgrams))));
    }

    private static IEnumerable<(string Key, double Value)> Figures(string prefix, IEnumerable<(string Expected, string Got)> pairs)
    {
        var table = new Classification(pairs);
        return [($"{prefix}_accuracy", table.Accuracy), ($"{prefix}_macro_f1", table.MacroF1)];
    }

    private static List<IGrouping<string, SourceRow>> Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new EvalException($"There is no folder {folder}.");
        var rows = Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(file => JsonLines.Read(file, ReadRow).Rows).GroupBy(row => row.Source).ToList();
        return rows.Count > 0 ? rows : throw new EvalException($"{folder} has no *.jsonl with text, label and source.");
    }

    private static SourceRow ReadRow(JsonElement row, int line) => new(row.Text("text"), row.Text("label"), row.Text("source"));

    /// <summary>Evenly over the rows: sources are sorted by class.</summary>
    private static IEnumerable<SourceRow> Sample(IReadOnlyList<SourceRow> rows, int most) =>
        rows.Count <= most ? rows : Enumerable.Range(0, most).Select(i => rows[(int)((long)i * rows.Count / most)]);

    private sealed record SourceRow(string Text, string Label, string Source);
}
