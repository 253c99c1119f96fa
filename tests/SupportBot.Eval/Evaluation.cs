using SupportBot.Eval.Baselines;
using SupportBot.Eval.Bots;
using SupportBot.Eval.Facts;
using SupportBot.Eval.Figures;
using SupportBot.Eval.Sets;
using SupportBot.Eval.Shop;

namespace SupportBot.Eval;

/// <summary>What is to be measured.</summary>
internal sealed record Plan
{
    public const string ThreeCall = "three-call";
    public const string Ngram = "ngram";

    /// <summary>How many questions are paraphrased where <see cref="Facts"/> says no number.</summary>
    public const int ParaphrasedQuestions = 100;

    public string? Intents { get; init; }

    public string? References { get; init; }

    public string? Conversations { get; init; }

    public string? Attacks { get; init; }

    public string? Benign { get; init; }

    /// <summary>How many questions are made up from the rows; 0 for none.</summary>
    public int Facts { get; init; }

    /// <summary>In how many wordings and after how many beginnings questions are put; 0 for none.</summary>
    public int Paraphrases { get; init; }

    /// <summary>What answers in the bot's place: «three-call» or «ngram»; <c>null</c> for the bot itself.</summary>
    public string? Baseline { get; init; }

    /// <summary>A folder of labelled messages by source; <c>null</c> for none.</summary>
    public string? LeaveOneOut { get; init; }

    /// <summary>A SQLite file or a «.sql» script; <c>null</c> for the sample shop.</summary>
    public string? Orders { get; init; }

    /// <summary>As the setting <c>Llm:Model</c>.</summary>
    public string Model { get; init; } = "built-in";

    /// <summary>Takes one row in so many of each set; 1 for all.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Whether nothing is to be measured.</summary>
    public bool IsEmpty => this is { Intents: null, References: null, Conversations: null, Attacks: null, Benign: null, LeaveOneOut: null, Facts: 0, Paraphrases: 0 };

    /// <summary>What is measured, in words.</summary>
    public string Subject => Baseline switch
    {
        ThreeCall => $"The three-call flow with the model {Model}",
        Ngram => "N-grams with logistic regression",
        _ => $"The bot with the model {Model}",
    };
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
        var intents = Read(plan.Intents, IntentSet.Read, row => (row.Line, null));
        var references = Read(plan.References, ReferenceSet.Read, row => (row.Line, row.UserId));
        var conversations = Read(plan.Conversations, ConversationSet.Read, row => (row.Line, row.Customer));
        var attacks = Read(plan.Attacks, AttackSet.Read, row => (row.Line, row.Attacker));
        var benign = Read(plan.Benign, IntentSet.Read, row => (row.Line, null));

        await using var bot = await StartAsync(plan, file.Path, shop, ct);
        if (intents is not null)
            await IntentSet.MeasureAsync(intents, bot, AskAsBusiest, results, progress, ct);
        if (references is not null)
            await ReferenceSet.MeasureAsync(references, bot, shop, results, progress, ct);
        if (conversations is not null)
            await ConversationSet.MeasureAsync(conversations, bot, results, progress, ct);
        if (attacks is not null)
            await AttackSet.MeasureAsync(attacks, bot, shop, results, progress, ct);
        if (benign is not null)
            await BenignSet.MeasureAsync(benign, bot, AskAsBusiest, results, progress, ct);
        if (plan.Facts > 0)
            await new FactSet(shop).MeasureAsync(plan.Facts, bot, results, progress, ct);
        if (plan.Paraphrases > 0)
            await new ParaphraseSet(shop).MeasureAsync(plan.Facts > 0 ? plan.Facts : Plan.ParaphrasedQuestions, plan.Paraphrases, bot, results, progress, ct);
        if (plan.LeaveOneOut is { } folder)
            await LeaveOneOut.MeasureAsync(folder, bot, text => new Asking(shop.Busiest.Id, text, shop.DayAfter), results, progress, ct);
        return (results, bad);

        Asking AskAsBusiest(LabelledMessage row) => new(shop.Busiest.Id, row.Text, shop.DayAfter);

        // A row of a customer whom the database doesn't have can't be said by anybody.
        IReadOnlyList<T>? Read<T>(string? path, Func<string, LinesRead<T>> read, Func<T, (int Line, string? Customer)> says)
        {
            if (path is null)
                return null;
            var lines = read(path);
            var strangers = lines.Rows.Where(row => says(row).Customer is { } customer && shop.Customer(customer) is null).ToHashSet();
            bad.AddRange(lines.Bad);
            bad.AddRange(strangers.Select(says).Select(row => new BadLine(path, row.Line, $"the orders database has no customer {row.Customer}")));
            return [.. lines.Rows.Where(row => !strangers.Contains(row)).Where((_, index) => index % plan.Every == 0)];
        }
    }

    private static async Task<IEvaluatedBot> StartAsync(Plan plan, string ordersFile, ShopRows shop, CancellationToken ct)
    {
        if (plan.Baseline == Plan.Ngram)
        {
            if (plan.References is not null || plan.Conversations is not null || plan.Attacks is not null || plan.Facts > 0 || plan.Paraphrases > 0)
                throw new EvalException("The n-gram baseline labels messages: it can do --intents and --benign only.");
            return NgramBot.Train();
        }

        var bot = await RealBot.StartAsync(ordersFile, plan.Model, shop.DayAfter, ct);
        return plan.Baseline == Plan.ThreeCall ? new ThreeCallBot(bot) : bot;
    }
}
