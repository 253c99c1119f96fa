using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Conversation;

namespace SupportBot.Benchmarks;

/// <summary><c>understand</c>: how long a message takes to be understood, alone and with every core busy with others.</summary>
internal static class UnderstandVerb
{
    private const string Before = "wheres my kettle then its been a week now and nobody answers";

    public static async Task<int> RunAsync(int messages)
    {
        await using var bot = await BotUnderTest.StartAsync(_ => { }, "--Llm:Model", "none");
        var language = bot.Services.GetRequiredService<ILanguage>();
        var from = Stopwatch.GetTimestamp();
        await UnderstandAsync(language, 0);
        Report.Line("first_ms", Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        var alone = await MeasureAsync(language, messages);
        Report.Line("alone_ms_median", Report.Median(alone));

        var all = new List<double>();
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(async _ =>
        {
            var took = await Task.Run(() => MeasureAsync(language, messages));
            lock (all)
                all.AddRange(took);
        }));
        all.Sort();
        Report.Line("busy_ms_median", Report.Median(all));
        Report.Line("busy_ms_p95", all[(int)(all.Count * 0.95)]);
        return 0;
    }

    private static async Task<List<double>> MeasureAsync(ILanguage language, int messages)
    {
        var took = new List<double>(messages);
        for (var i = 0; i < messages; i++)
        {
            var from = Stopwatch.GetTimestamp();
            await UnderstandAsync(language, i);
            took.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }
        return took;
    }

    private static Task<Understanding> UnderstandAsync(ILanguage language, int i) => language.UnderstandAsync(
        new Heard(Questions.All[i % Questions.All.Count], DateTimeOffset.UnixEpoch) { LastMove = BotMove.Answered, InFocus = "5", LastTopics = [Topic.Delivery], LastMarked = Before },
        CancellationToken.None);
}
