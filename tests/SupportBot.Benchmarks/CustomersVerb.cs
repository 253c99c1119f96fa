using System.Diagnostics;

namespace SupportBot.Benchmarks;

/// <summary><c>customers</c>: sixteen customers at once, each with a turn after the other; how long the slowest waits, and who is not answered.</summary>
internal static class CustomersVerb
{
    public static async Task<int> RunAsync(string path, bool isRandom, int customers, int turnsEach)
    {
        await using var bot = await BotUnderTest.StartAsync(
            builder =>
            {
                if (isRandom)
                    RandomWeightsLanguage.Decorate(builder.Services);
            },
            "--Llm:Model", path, "--Llm:ComposeCache=false");
        await bot.WaitForModelAsync();
        var took = new List<double>();
        var unanswered = 0;
        await Task.WhenAll(Enumerable.Range(0, customers).Select(async customer =>
        {
            var talk = await bot.BeginAsync(Questions.Customer);
            for (var turn = 0; turn < turnsEach; turn++)
            {
                var from = Stopwatch.GetTimestamp();
                var (reply, _) = await bot.SayAsync(talk, Questions.All[(customer + turn) % Questions.All.Count]);
                lock (took)
                {
                    took.Add(Stopwatch.GetElapsedTime(from).TotalSeconds);
                    unanswered += reply.Contains("\"text\"", StringComparison.Ordinal) ? 0 : 1;
                }
            }
        }));

        var statistics = bot.Model.Engine.Statistics;
        Report.Line("customers", customers);
        Report.Line("turns", took.Count);
        Report.Line("unanswered", unanswered);
        Report.Line("turn_seconds_median", Report.Median(took));
        Report.Line("turn_seconds_slowest", took.Max());
        Report.Line("no_room", statistics.NoRoom);
        Report.Line("rejected", statistics.Rejected);
        return 0;
    }
}
