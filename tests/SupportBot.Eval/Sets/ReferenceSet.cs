using System.Text.Json;
using SupportBot.Core.Conversation;
using SupportBot.Eval.Bots;
using SupportBot.Eval.Figures;
using SupportBot.Eval.Shop;

namespace SupportBot.Eval.Sets;

/// <summary>Messages of customers that point at orders, and the orders that they mean.</summary>
internal static class ReferenceSet
{
    public const string Name = "references";

    /// <summary>What brings a list of all orders before the customer.</summary>
    private const string ListFirst = "show me a list of all my orders";

    private static readonly string[] Kinds =
        ["found", "ambiguous", "ask_which_or_list", "not_found", "foreign_id_must_refuse", "no_orders", "number_is_not_an_order_id"];

    public static LinesRead<ReferenceRow> Read(string file) => JsonLines.Read(file, ReadRow);

    internal static ReferenceRow ReadRow(JsonElement row, int line)
    {
        var expect = row.Text("expect");
        if (!Kinds.Contains(expect))
            throw new FormatException($"\"expect\" is {expect}, none of {string.Join(", ", Kinds)}");
        return new ReferenceRow(line, row.Text("text"), row.Text("user_id"), row.InstantOrNull("as_of"), expect, row.Texts("expected_order_ids"), row.TextOrNull("origin"))
        {
            Lang = row.TextOrNull("lang"),
            AfterList = row.TryGetProperty("after_list", out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0,
        };
    }

    public static async Task MeasureAsync(IReadOnlyList<ReferenceRow> rows, IEvaluatedBot bot, ShopRows shop, Results results, IProgress<Step> progress, CancellationToken ct)
    {
        var scored = new List<(ReferenceRow Row, bool IsRight)>();
        foreach (var row in rows)
        {
            var turn = await bot.AskAsync(new Asking(row.UserId, row.Text, row.AsOf ?? shop.DayAfter) { Before = row.AfterList ? [ListFirst] : [] }, ct);
            var wrong = Judge(row, turn);
            scored.Add((row, wrong is null));
            if (wrong is not null)
                results.Add(new Wrong(Name, row.Line, row.Origin ?? row.Expect, row.Text, $"{row.Expect} {Ids(row.Expected)}", wrong, turn.Text));
            progress.Report(new Step(Name, scored.Count, rows.Count));
        }

        results.Add(scored, score => score.Row.Origin ?? score.Row.Expect, subset =>
            [("references", subset.Count), ("reference_accuracy", subset.Count(score => score.IsRight) / (double)Math.Max(1, subset.Count))], score => score.Row.Lang);
    }

    /// <returns><c>null</c> when the turn is as expected, else what it did.</returns>
    internal static string? Judge(ReferenceRow row, BotTurn turn)
    {
        if (turn.Outcome is not { } outcome)
            return "the turn failed";
        var did = $"answered {Ids(outcome.Answered)}, offered {Ids(outcome.Offered)}, handed over {Ids(outcome.HandoffOrders)}";
        if (outcome.Answered.Concat(outcome.Offered).FirstOrDefault(id => !WholeTokens.Holds(turn.Text, id)) is { } unsaid)
            return $"{did}; the reply doesn't say {unsaid}";
        return IsAsExpected(row, outcome) ? null : did;
    }

    private static bool IsAsExpected(ReferenceRow row, TurnOutcome outcome)
    {
        var meant = outcome.Answered.Union(outcome.HandoffOrders).ToHashSet();
        return row.Expect switch
        {
            "found" => IsFound(),
            "ambiguous" => outcome.Answered.Count == 0 && row.Expected.All(outcome.Offered.Union(outcome.HandoffOrders).Contains),
            "ask_which_or_list" => row.Expected.All(outcome.Answered.Union(outcome.Offered).Contains),
            "number_is_not_an_order_id" => IsFound() && !WholeTokens.Numbers(row.Text).Except(row.Expected).Any(meant.Union(outcome.Offered).Contains),
            _ => meant.Count == 0 && outcome.Offered.Count == 0,
        };

        // A wish goes to a person with the candidates, who sees which is meant.
        bool IsFound() => meant.SetEquals(row.Expected) || (outcome.Intent == Intent.OrderHelp && outcome.Answered.Count == 0 && row.Expected.All(outcome.HandoffOrders.Contains));
    }

    private static string Ids(IReadOnlyList<string> ids) => ids.Count == 0 ? "none" : string.Join(" ", ids);
}

/// <param name="AsOf">When it is said; <c>null</c> for the day after the last in the database.</param>
internal sealed record ReferenceRow(int Line, string Text, string UserId, DateTimeOffset? AsOf, string Expect, IReadOnlyList<string> Expected, string? Origin)
{
    /// <inheritdoc cref="LabelledMessage.Lang"/>
    public string? Lang { get; init; }

    /// <summary>The customer has a list of their orders before them.</summary>
    public bool AfterList { get; init; }
}
