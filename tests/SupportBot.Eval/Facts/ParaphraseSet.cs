using SupportBot.Eval.Bots;
using SupportBot.Eval.Figures;
using SupportBot.Eval.Shop;

namespace SupportBot.Eval.Facts;

/// <summary>The same questions in several wordings, each after another beginning of the conversation: what counts is that the
/// bot is right every time.</summary>
internal sealed class ParaphraseSet(ShopRows shop)
{
    public const string Name = "paraphrases";

    private const int MaxTries = 50;

    private readonly FactSet _facts = new(shop);

    /// <param name="count">How many questions.</param>
    /// <param name="wordings">In how many wordings each, at least 1.</param>
    public async Task MeasureAsync(int count, int wordings, IEvaluatedBot bot, Results results, IProgress<Sets.Step> progress, CancellationToken ct)
    {
        var questions = new FactQuestions(shop);
        var dice = new Dice(7);
        var scored = new List<(FactWish Wish, IReadOnlyList<bool> AreRight)>();
        foreach (var wish in questions.Wishes(count))
        {
            var rights = new List<bool>();
            foreach (var text in Wordings(questions, wish, wordings, dice))
            {
                var before = Before(wish, rights.Count, dice);
                var score = _facts.Judge(new FactQuestion(wish, text), await bot.AskAsync(new Asking(wish.Customer.Id, text, shop.DayAfter) { Before = before }, ct));
                rights.Add(score.Wrong is null);
                if (score.Wrong is not null)
                    results.Add(new Wrong(Name, scored.Count + 1, wish.Pointing.ToString(), string.Join(" ⏎ ", before.Append(text)), score.Expected, score.Wrong, score.Reply));
            }

            scored.Add((wish, rights));
            progress.Report(new Sets.Step(Name, scored.Count, count));
        }

        results.Add(scored, score => $"{Name}:{score.Wish.Pointing}", subset =>
        {
            var everyTime = subset.Count(score => score.AreRight.All(isRight => isRight)) / (double)Math.Max(1, subset.Count);
            return
            [
                ("paraphrased", subset.Count),
                ("paraphrase_accuracy", subset.SelectMany(score => score.AreRight).DefaultIfEmpty().Average(isRight => isRight ? 1.0 : 0)),
                // By its name and by its number, all_5, since runs with different K are compared.
                ("all_K", everyTime),
                ($"all_{wordings}", everyTime),
            ];
        });
    }

    private static List<string> Wordings(FactQuestions questions, FactWish wish, int wordings, Dice dice)
    {
        var texts = new List<string>();
        for (var tries = 0; texts.Count < wordings; tries++)
        {
            var text = questions.Word(wish, dice);
            if (tries > MaxTries || !texts.Contains(text, StringComparer.OrdinalIgnoreCase))
                texts.Add(text);
        }

        return texts;
    }

    /// <summary>What was said before; the first time nothing.</summary>
    private IReadOnlyList<string> Before(FactWish wish, int which, Dice dice)
    {
        var other = dice.Pick(shop.OrdersOf[wish.Customer.Id].ToList()).Id;
        return (which % 9) switch
        {
            0 => [],
            1 => ["hello"],
            2 => [$"where is order {other}?"],
            3 => ["what's the capital of France?"],
            4 => ["show me all my orders", "thanks"],
            5 => [$"when was order {other} delivered", "and how much did I pay for it?"],
            6 => ["where is my order?"],
            7 => ["where is order 999999999?", "sorry, wrong number"],
            _ => ["hi there", $"what's in order {other}", "ok thanks"],
        };
    }
}
