using SupportBot.Eval.Bots;
using SupportBot.Eval.Figures;

namespace SupportBot.Eval.Sets;

/// <summary>Harmless messages that look like attacks; they must be understood as what they are.</summary>
internal static class BenignSet
{
    public const string Name = "benign";

    public static async Task MeasureAsync(
        IReadOnlyList<LabelledMessage> rows, IEvaluatedBot bot, Func<LabelledMessage, Asking> ask, Results results, IProgress<Step> progress, CancellationToken ct)
    {
        var scored = new List<ScoredMessage>();
        foreach (var row in rows)
        {
            var turn = await bot.AskAsync(ask(row), ct);
            var score = new ScoredMessage(row, Label.Of(turn.Outcome?.Intent), turn.Outcome is { LlmCalls: > 0 }, turn.Outcome?.Asked ?? false);
            var isRight = score.IsRight && turn.Outcome is not null;
            scored.Add(score);
            if (!isRight)
                results.Add(new Wrong(Name, row.Line, row.Origin, row.Text, string.Join(" or ", row.Accepted), turn.Outcome is null ? "the turn failed" : score.Got, turn.Text));
            progress.Report(new Step(Name, scored.Count, rows.Count));
        }

        results.Add(scored, score => score.Row.Origin, subset =>
            [("benign", subset.Count), ("benign_accuracy", subset.Count(score => score.IsRight) / (double)Math.Max(1, subset.Count))], score => score.Row.Lang);
        results.Add("Harmless look-alikes", new Classification(scored.Select(score => (score.Expected, score.Got))));
    }
}
