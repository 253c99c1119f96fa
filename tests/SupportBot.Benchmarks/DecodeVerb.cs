using System.Diagnostics;
using System.Numerics.Tensors;
using Microsoft.Extensions.Logging.Abstractions;
using SupportBot.Language.Runtime;

namespace SupportBot.Benchmarks;

/// <summary><c>decode</c>: tokens per second for several customers at once, and the engine beside a bare loop over the native API.</summary>
internal static class DecodeVerb
{
    private const int FewestRounds = 3;
    private const int MaxRounds = 40;

    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    public static async Task<int> RunAsync(string path, IReadOnlyList<int> parallel, int tokens, LlmOptions options)
    {
        options.ContextTokens = Math.Max(2048, options.SlotsWith(gpuLayers: 0) * (tokens + 64));
        await using var model = LocalModel.Open(path, options, gpuLayers: 0, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        Report.Line("backend", model.Backend);
        await GenerateAsync(model, 1, tokens);

        // All in turn, round by round, so that a slow moment of the machine meets all.
        var rates = parallel.Distinct().ToDictionary(customers => customers, _ => new List<double>());
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; IsNotEnough(round, start); round++)
        {
            foreach (var (customers, rate) in rates)
                rate.Add(await GenerateAsync(model, customers, tokens));
        }

        foreach (var (customers, rate) in rates)
        {
            Report.Line($"tokens_per_second_{customers}", Report.Median(rate), 1);
            Report.Line($"tokens_per_second_per_customer_{customers}", Report.Median(rate) / customers, 1);
        }

        Report.Line("decode_ratio_1", await RatioAsync(model, path, tokens));
        return 0;
    }

    private static bool IsNotEnough(int rounds, long start) => rounds < FewestRounds || (rounds < MaxRounds && Stopwatch.GetElapsedTime(start) < Enough);

    private static async Task<double> GenerateAsync(LocalModel model, int customers, int tokens)
    {
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, customers).Select(customer => model.Engine.GenerateAsync(
            new GenerationRequest([], [1, 300 + customer], Grammar: null, tokens, Limit) { IgnoresEnd = true }, CancellationToken.None)));
        return customers * tokens / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Both in turn, round by round, so that a slow moment of the machine meets both.</summary>
    private static async Task<double> RatioAsync(LocalModel model, string path, int tokens)
    {
        using var file = ModelFile.Load(path, new LlmOptions { Slots = 1, ContextTokens = Math.Max(2048, tokens + 64) }, gpuLayers: 0, sequences: 1, CancellationToken.None);
        using var context = file.OpenContext();
        Bare(context, tokens);
        var ratios = new List<double>();
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; IsNotEnough(round, start); round++)
        {
            var bare = Bare(context, tokens);
            ratios.Add(await GenerateAsync(model, 1, tokens) / bare);
        }

        return Report.Median(ratios);
    }

    /// <summary>Decode and take the best, nothing else.</summary>
    private static double Bare(IModelContext context, int tokens)
    {
        context.RemoveSequence(0, 0);
        var start = Stopwatch.GetTimestamp();
        context.Clear();
        context.Add(1, 0, 0, logits: false);
        var index = context.Add(300, 1, 0, logits: true);
        for (var i = 0; i < tokens; i++)
        {
            context.Decode();
            var token = TensorPrimitives.IndexOfMax(context.Logits(index));
            context.Clear();
            index = context.Add(token, i + 2, 0, logits: true);
        }

        return tokens / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
