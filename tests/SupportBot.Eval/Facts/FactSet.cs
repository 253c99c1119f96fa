using SupportBot.Eval.Bots;
using SupportBot.Eval.Figures;
using SupportBot.Eval.Shop;

namespace SupportBot.Eval.Facts;

/// <summary>Questions made up from the rows, whose replies are compared with the rows.</summary>
internal sealed class FactSet(ShopRows shop)
{
    public const string Name = "facts";

    private readonly FactChecker _checker = new(shop);
    private readonly DateOnly _today = DateOnly.FromDateTime(shop.DayAfter.Date);

    public async Task MeasureAsync(int count, IEvaluatedBot bot, Results results, IProgress<Sets.Step> progress, CancellationToken ct)
    {
        var scored = new List<ScoredFact>();
        foreach (var question in new FactQuestions(shop).Make(count))
        {
            var score = Judge(question, await bot.AskAsync(new Asking(question.Wish.Customer.Id, question.Text, shop.DayAfter), ct));
            scored.Add(score);
            if (score.Wrong is not null)
                results.Add(new Wrong(Name, scored.Count, question.Wish.Pointing.ToString(), question.Text, score.Expected, score.Wrong, score.Reply));
            progress.Report(new Sets.Step(Name, scored.Count, count));
        }

        results.Add(scored, score => $"{Name}:{score.Question.Wish.Pointing}", Figures);
    }

    /// <summary>Whether a reply is true, and holds what was asked for.</summary>
    public ScoredFact Judge(FactQuestion question, BotTurn turn)
    {
        var wish = question.Wish;
        var isOfAll = wish.Pointing == Pointing.All;
        var isRecorded = isOfAll ? FactsOf.IsRecorded(wish, _today) : wish.Topics.Any(topic => FactsOf.IsRecorded(wish.Orders[0], topic));
        if (turn.Outcome is not { } outcome)
            return new ScoredFact(question, turn.Text, isRecorded, false, [], "the turn failed");

        var named = outcome.Answered.Union(outcome.Offered).Union(outcome.HandoffOrders).ToList();
        var about = named.Select(shop.Order).OfType<OrderRow>().Where(order => order.UserId == wish.Customer.Id).ToList();
        // A sum is of all, however many of them are listed below it.
        var reading = _checker.Read(turn.Text, wish.Topics is [FactTopic.Sum or FactTopic.Late] ? wish.Orders : about, _today);
        List<string> wrong = [.. FactChecker.WrongFacts(reading)];
        if (about.Count < named.Count)
            wrong.Add("an order isn't the customer's");

        var wanted = wish.Orders.Select(order => order.Id);
        // A long list may end early; whether it tells enough is for the checker to say.
        var isAboutThem = isOfAll ? outcome.Answered.Count > 0 && !outcome.Answered.Except(wanted).Any() : outcome.Answered.ToHashSet().SetEquals(wanted);
        var holds = isAboutThem && FactChecker.Tells(reading, turn.Text, wish);
        var verdict = wrong.Count > 0 ? "wrong: " + string.Join("; ", wrong)
            : !isAboutThem && isRecorded ? $"answered {(outcome.Answered.Count == 0 ? "none" : string.Join(" ", outcome.Answered))}, offered {outcome.Offered.Count}"
            : !holds && isRecorded ? "a recorded fact is missing"
            : null;
        return new ScoredFact(question, turn.Text, isRecorded, holds, wrong, verdict);
    }

    internal static IEnumerable<(string Key, double Value)> Figures(IReadOnlyList<ScoredFact> scored)
    {
        var recorded = scored.Where(score => score.IsRecorded).ToList();
        var others = scored.Where(score => !score.IsRecorded).ToList();
        yield return ("facts", scored.Count);
        yield return ("wrong_facts", scored.Count(score => score.WrongFacts.Count > 0));
        if (recorded.Count > 0)
            yield return ("answered", recorded.Count(score => score.Holds) / (double)recorded.Count);
        yield return ("not_recorded", others.Count);
        yield return ("not_recorded_ok", others.Count(score => score.WrongFacts.Count == 0));
    }
}

/// <param name="IsRecorded">Whether the rows have at least one of the facts asked for.</param>
/// <param name="Holds">Whether the reply is about the orders meant and holds all recorded facts asked for.</param>
/// <param name="WrongFacts">What the reply states and no row bears out.</param>
/// <param name="Wrong">What is wrong in one line, or <c>null</c>.</param>
internal sealed record ScoredFact(FactQuestion Question, string Reply, bool IsRecorded, bool Holds, IReadOnlyList<string> WrongFacts, string? Wrong)
{
    public string Expected =>
        $"order {string.Join(" ", Question.Wish.Orders.Select(order => order.Id))}: {(Question.Wish.Topics.Count == 0 ? "list" : string.Join(", ", Question.Wish.Topics))}";
}
