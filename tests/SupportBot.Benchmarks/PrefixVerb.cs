using SupportBot.Language.Runtime;

namespace SupportBot.Benchmarks;

/// <summary><c>prefix</c>: prompt tokens computed per turn, for the first customer and for those after.</summary>
internal static class PrefixVerb
{
    public static async Task<int> RunAsync(string path, bool isRandom)
    {
        await using var bot = await TurnsVerb.StartAsync(path, isRandom, caches: false);
        var talk = await bot.BeginAsync(Questions.Customer);
        var before = bot.Model.Engine.Statistics;
        await bot.SayAsync(talk, Questions.All[0]);
        var first = bot.Model.Engine.Statistics;
        var turns = Questions.All.Count - 1;
        foreach (var question in Questions.All.Skip(1))
            await bot.SayAsync(talk, question);
        var after = bot.Model.Engine.Statistics;

        Report.Line("prompt_tokens_per_turn_cold", Computed(before, first));
        Report.Line("prompt_tokens_per_turn_warm", Computed(first, after) / turns, 1);
        Report.Line("instruction_tokens_cold", first.PrefixTokens - before.PrefixTokens);
        Report.Line("instruction_tokens_warm", after.PrefixTokens - first.PrefixTokens);
        Report.Line("shared_tokens_per_turn_warm", (double)(after.SharedTokens - first.SharedTokens) / turns, 1);
        Report.Line("sampled_tokens_per_turn_warm", (double)(after.SampledTokens - first.SampledTokens) / turns, 1);
        Report.Line("forced_tokens_per_turn_warm", (double)(after.ForcedTokens - first.ForcedTokens) / turns, 1);
        return 0;
    }

    private static double Computed(EngineStatistics from, EngineStatistics to) => to.PromptTokens - from.PromptTokens + to.PrefixTokens - from.PrefixTokens;
}
