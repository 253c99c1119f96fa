using SupportBot.Eval.Bots;
using SupportBot.Eval.Facts;
using SupportBot.Eval.Figures;
using SupportBot.Eval.Sets;
using SupportBot.Eval.Shop;

namespace SupportBot.Eval;

/// <summary>What is to be measured.</summary>
internal sealed record Plan
{
    public string? Intents { get; init; }

    public string? References { get; init; }

    public string? Attacks { get; init; }

    public string? Benign { get; init; }

    /// <summary>How many questions are made up from the rows; 0 for none.</summary>
    public int Facts { get; init; }

    /// <summary>A SQLite file or a «.sql» script; <c>null</c> for the sample shop.</summary>
    public string? Orders { get; init; }

    /// <summary>As the setting <c>Llm:Model</c>.</summary>
    public string Model { get; init; } = "built-in";

    /// <summary>Takes one row in so many of each set; 1 for all.</summary>
    public int Every { get; init; } = 1;
}

/// <summary>Runs what a plan asks for.</summary>
internal static class Evaluation
{
    /// <returns>The figures, and the lines of the sets that can't be used.</returns>
    /// <exception cref="EvalException">A file or the model can't be used.</exception>
    public static async Task<(Results Results, IReadOnlyList<BadLine> Bad)> RunAsync(Plan plan, IProgress<Step> progress, CancellationToken ct)
    {
        using var file = ShopFile.Open(plan.Orders);
        var shop = ShopRows.Read(file.Path);
        var (results, bad) = (new Results(), new List<BadLine>());
        var intents = Read(plan.Intents, IntentSet.Read);
        var references = Read(plan.References, ReferenceSet.Read, row => (row.Line, row.UserId));
        var attacks = Read(plan.Attacks, AttackSet.Read, row => (row.Line, row.Attacker));
        var benign = Read(plan.Benign, IntentSet.Read);

        await using var bot = await RealBot.StartAsync(file.Path, plan.Model, shop.DayAfter, ct);
        if (intents is not null)
            await IntentSet.MeasureAsync(intents, bot, AskAsBusiest, results, progress, ct);
        if (references is not null)
            await ReferenceSet.MeasureAsync(references, bot, shop, results, progress, ct);
        if (attacks is not null)
            await AttackSet.MeasureAsync(attacks, bot, shop, results, progress, ct);
        if (benign is not null)
            await BenignSet.MeasureAsync(benign, bot, AskAsBusiest, results, progress, ct);
        if (plan.Facts > 0)
            await new FactSet(shop).MeasureAsync(plan.Facts, bot, results, progress, ct);
        return (results, bad);

        Asking AskAsBusiest(LabelledMessage row) => new(shop.Busiest.Id, row.Text, shop.DayAfter);

        IReadOnlyList<T>? Read<T>(string? path, Func<string, LinesRead<T>> read, Func<T, (int Line, string? Customer)>? says = null)
        {
            if (path is null)
                return null;
            var lines = read(path);
            bad.AddRange(lines.Bad);
            var strangers = lines.Rows.Where(row => says?.Invoke(row).Customer is { } customer && shop.Customer(customer) is null).ToHashSet();
            bad.AddRange(strangers.Select(says!).Select(row => new BadLine(path, row.Line, $"the orders database has no customer {row.Customer}")));
            return [.. lines.Rows.Where(row => !strangers.Contains(row)).Where((_, index) => index % plan.Every == 0)];
        }
    }
}
