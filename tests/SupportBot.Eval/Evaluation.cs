using SupportBot.Eval.Bots;
using SupportBot.Eval.Figures;
using SupportBot.Eval.Sets;
using SupportBot.Eval.Shop;

namespace SupportBot.Eval;

/// <summary>What is to be measured.</summary>
internal sealed record Plan
{
    public string? Intents { get; init; }

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

        await using var bot = await RealBot.StartAsync(file.Path, plan.Model, shop.DayAfter, ct);
        if (intents is not null)
            await IntentSet.MeasureAsync(intents, bot, row => new Asking(shop.Busiest.Id, row.Text, shop.DayAfter), results, progress, ct);
        return (results, bad);

        IReadOnlyList<T>? Read<T>(string? path, Func<string, LinesRead<T>> read)
        {
            if (path is null)
                return null;
            var lines = read(path);
            bad.AddRange(lines.Bad);
            return [.. lines.Rows.Where((_, index) => index % plan.Every == 0)];
        }
    }
}
