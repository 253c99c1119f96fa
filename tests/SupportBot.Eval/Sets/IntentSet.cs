using System.Text.Json;
using SupportBot.Eval.Bots;
using SupportBot.Eval.Figures;

namespace SupportBot.Eval.Sets;

/// <summary>Messages with the labels that are right for them.</summary>
internal static class IntentSet
{
    public const string Name = "intents";

    public static LinesRead<LabelledMessage> Read(string file) => JsonLines.Read(file, ReadRow);

    internal static LabelledMessage ReadRow(JsonElement row, int line)
    {
        var accepted = row.Texts("accept");
        if (accepted.Count == 0)
            accepted = [row.Text("label")];
        if (accepted.FirstOrDefault(label => !Label.All.Contains(label)) is { } unknown)
            throw new FormatException($"\"{unknown}\" is none of {string.Join(", ", Label.All)}");
        return new LabelledMessage(line, row.Text("text"), accepted, row.TextOrNull("origin")) { Lang = row.TextOrNull("lang") };
    }

    /// <summary>Each message is a whole turn, so that manners before understanding and questions back count as customers meet
    /// them; replies are worded by templates, since only the label is looked at.</summary>
    public static async Task MeasureAsync(IReadOnlyList<LabelledMessage> rows, IEvaluatedBot bot, Func<LabelledMessage, Asking> ask, Results results, IProgress<Step> progress, CancellationToken ct)
    {
        var scored = new List<ScoredMessage>();
        foreach (var row in rows)
        {
            var turn = await bot.AskAsync(ask(row) with { IsWorded = false }, ct);
            var score = new ScoredMessage(row, Label.Of(turn.Outcome?.Intent), turn.Outcome is { LlmCalls: > 0 }, turn.Outcome?.Asked ?? false);
            scored.Add(score);
            if (!score.IsRight)
                results.Add(new Wrong(Name, row.Line, row.Origin, row.Text, string.Join(" or ", row.Accepted), turn.Outcome is null ? "the turn failed" : score.Got, turn.Text));
            progress.Report(new Step(Name, scored.Count, rows.Count));
        }

        results.Add(scored, score => score.Row.Origin, Figures, score => score.Row.Lang);
        if (results.ByOrigin.Values.Where(figures => figures.ContainsKey("macro_f1")).ToList() is { Count: > 0 } origins)
            results.Add("macro_f1_worst_origin", origins.Min(figures => figures["macro_f1"]));
        results.Add("Intents", new Classification(scored.Select(score => (score.Expected, score.Got))));
    }

    internal static IEnumerable<(string Key, double Value)> Figures(IReadOnlyList<ScoredMessage> scored)
    {
        var table = new Classification(scored.Select(score => (score.Expected, score.Got)));
        yield return ("messages", scored.Count);
        yield return ("accuracy", table.Accuracy);
        yield return ("macro_f1", table.MacroF1);
        foreach (var label in table.Labels)
        {
            yield return ($"precision_{label}", table.Precision(label));
            yield return ($"recall_{label}", table.Recall(label));
            yield return ($"f1_{label}", table.F1(label));
        }

        yield return ("llm_share", scored.Count(score => score.AskedModel) / (double)Math.Max(1, scored.Count));
        yield return ("asked", scored.Count(score => score.AskedBack) / (double)Math.Max(1, scored.Count));
    }
}

/// <param name="Accepted">The labels that are right, the likeliest first; at least one.</param>
internal sealed record LabelledMessage(int Line, string Text, IReadOnlyList<string> Accepted, string? Origin)
{
    /// <summary>The language it is in; <c>null</c> where the set says none.</summary>
    public string? Lang { get; init; }
}

/// <param name="AskedModel">Whether a model was asked to understand it.</param>
/// <param name="AskedBack">Whether the reply is a question.</param>
internal sealed record ScoredMessage(LabelledMessage Row, string Got, bool AskedModel, bool AskedBack)
{
    public bool IsRight => Row.Accepted.Contains(Got);

    /// <summary>The label that counts as expected: the one got where it is right.</summary>
    public string Expected => IsRight ? Got : Row.Accepted[0];
}

/// <summary>How far a set is.</summary>
internal sealed record Step(string Set, int Done, int All);
