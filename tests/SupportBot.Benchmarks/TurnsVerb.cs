using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportBot.Core.Customers;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;
using SupportBot.Language.Runtime;

namespace SupportBot.Benchmarks;

/// <summary><c>turns</c>: whole ORDER_INFO turns of the bot against the three-call flow on the same engine and model.</summary>
internal static class TurnsVerb
{
    private static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    public static async Task<int> RunAsync(string path, bool isRandom, int rounds)
    {
        await using var cold = await StartAsync(path, isRandom, caches: false);
        await using var warm = await StartAsync(path, isRandom, caches: true);
        var flow = await Flow.CreateAsync(cold, isRandom);
        var coldTalk = await cold.BeginAsync(Questions.Customer);
        var warmTalk = await warm.BeginAsync(Questions.Customer);

        // The first round decodes instructions and fills caches: what every later customer finds.
        Report.Progress("Warming up ...");
        foreach (var question in Questions.All.Take(rounds < 3 ? 1 : Questions.All.Count))
        {
            await cold.SayAsync(coldTalk, question);
            await warm.SayAsync(warmTalk, question);
        }

        var (coldRatios, warmRatios, times) = (new List<double>(), new List<double>(), new List<(double Flow, double Cold, double Warm)>());
        for (var round = 0; round < rounds; round++)
        {
            var question = Questions.All[round % Questions.All.Count];
            await warm.SayAsync(warmTalk, question);
            var flowTook = await flow.RunAsync(question);
            var (_, coldTook) = await cold.SayAsync(coldTalk, question);
            var (_, warmTook) = await warm.SayAsync(warmTalk, question);
            coldRatios.Add(coldTook / flowTook);
            warmRatios.Add(warmTook / flowTook);
            times.Add((flowTook.TotalSeconds, coldTook.TotalSeconds, warmTook.TotalSeconds));
            Report.Progress(FormattableString.Invariant($"{round + 1}/{rounds}: three calls {flowTook.TotalSeconds:F3} s, bot {coldTook.TotalSeconds:F3} s, warm {warmTook.TotalSeconds:F3} s"));
        }

        Report.Line("turns", rounds);
        Report.Line("three_call_seconds", Report.Median(times.Select(time => time.Flow)));
        Report.Line("turn_seconds", Report.Median(times.Select(time => time.Cold)));
        Report.Line("turn_seconds_warm", Report.Median(times.Select(time => time.Warm)), 4);
        Report.Line("turn_ratio", Report.Median(coldRatios));
        Report.Line("turn_ratio_warm", Report.Median(warmRatios));
        return 0;
    }

    /// <param name="caches">Whether the cache of composed texts is on.</param>
    public static async Task<BotUnderTest> StartAsync(string path, bool isRandom, bool caches)
    {
        var bot = await BotUnderTest.StartAsync(
            builder =>
            {
                if (isRandom)
                    RandomWeightsLanguage.Decorate(builder.Services);
            },
            "--Llm:Model", path,
            $"--Llm:ComposeCache={caches}",
            "--Llm:Slots=2",
            "--Llm:UnderstandTimeout=00:05:00",
            "--Llm:ComposeTimeout=00:05:00");
        await bot.WaitForModelAsync();
        return bot;
    }

    /// <summary>The three calls, each read from its first token, run to their full lengths where the weights are random.</summary>
    private sealed class Flow(Engine engine, TokenTable tokens, bool isRandom, Customer customer, IReadOnlyList<Order> orders)
    {
        public static async Task<Flow> CreateAsync(BotUnderTest bot, bool isRandom)
        {
            var customer = await bot.Services.GetRequiredService<ICustomerDirectory>().FindByUserIdAsync(Questions.Customer, CancellationToken.None);
            var orders = await bot.Services.GetRequiredService<IOrders>().ListAsync(customer!.Id, CancellationToken.None);
            var model = bot.Model;
            return new Flow(model.Engine, model.Client.Tokens, isRandom, customer, orders);
        }

        public async Task<TimeSpan> RunAsync(string message)
        {
            var start = Stopwatch.GetTimestamp();
            await GenerateAsync(ThreeCallFlow.Label(message), ThreeCallFlow.LabelTokens);
            await GenerateAsync(ThreeCallFlow.Parameters(customer.FullName, customer.Email ?? "", orders.Select(ThreeCallFlow.Line), message), ThreeCallFlow.ParameterTokens);
            await GenerateAsync(ThreeCallFlow.Answer(customer.FullName, ThreeCallFlow.Line(orders[0]), message), ThreeCallFlow.AnswerTokens);
            return Stopwatch.GetElapsedTime(start);
        }

        private async Task GenerateAsync(string prompt, int most) =>
            await engine.GenerateAsync(
                new GenerationRequest([], [1, .. tokens.Tokenize(prompt, control: false)], Grammar: null, most, Limit) { IgnoresEnd = isRandom }, CancellationToken.None);
    }
}
