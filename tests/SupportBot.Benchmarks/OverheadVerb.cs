using System.Diagnostics;

namespace SupportBot.Benchmarks;

/// <summary><c>overhead</c>: whole turns per second with the model off, one conversation at a time and sixteen at once.</summary>
internal static class OverheadVerb
{
    private const int WarmUp = 50;

    public static async Task<int> RunAsync(int turns)
    {
        await using var bot = await BotUnderTest.StartAsync("--Llm:Model", "none");
        await MeasureAsync(bot, conversations: 1, WarmUp);
        Report.Line("turns_per_second_1", await MeasureAsync(bot, conversations: 1, turns), 1);
        Report.Line("turns_per_second_16", await MeasureAsync(bot, conversations: 16, turns), 1);
        return 0;
    }

    private static async Task<double> MeasureAsync(BotUnderTest bot, int conversations, int turns)
    {
        var each = Math.Max(1, turns / conversations);
        var keys = await Task.WhenAll(Enumerable.Range(0, conversations).Select(_ => bot.BeginAsync(Questions.Customer)));
        var from = Stopwatch.GetTimestamp();
        await Task.WhenAll(keys.Select(async key =>
        {
            for (var i = 0; i < each; i++)
                await bot.SayAsync(key, Questions.All[i % Questions.All.Count]);
        }));
        return each * conversations / Stopwatch.GetElapsedTime(from).TotalSeconds;
    }
}
