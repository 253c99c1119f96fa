using Microsoft.Extensions.Logging.Abstractions;
using SupportBot.Language.Runtime;
using SupportBot.Language.Understanding;

namespace SupportBot.Benchmarks;

/// <summary><c>memory</c>: resident memory before and after many requests.</summary>
internal static class MemoryVerb
{
    private const int AtOnce = 16;

    public static async Task<int> RunAsync(string path, int requests)
    {
        await using var model = LocalModel.Open(path, new LlmOptions { Slots = AtOnce }, gpuLayers: 0, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        await AskAsync(model, requests / 10);
        var before = Resident();
        await AskAsync(model, requests);
        var after = Resident();
        Report.Line("requests", requests);
        Report.Line("resident_megabytes_before", before, 1);
        Report.Line("resident_megabytes_after", after, 1);
        Report.Line("growth_megabytes", after - before, 1);
        Report.Line("sequences_in_use", model.Engine.Statistics.SequencesInUse);
        return 0;
    }

    private static async Task AskAsync(LocalModel model, int requests)
    {
        foreach (var group in Enumerable.Range(0, requests).Chunk(AtOnce))
        {
            await Task.WhenAll(group.Select(i => model.Client.GetResponseAsync(
                UnderstandPrompt.Write(PromptProfile.BuiltIn, $"where is order {i} that I bought with {i * 7} other things"),
                new Microsoft.Extensions.AI.ChatOptions { MaxOutputTokens = UnderstandForm.MaxTokens }.WithGrammar(UnderstandForm.Json.Grammar))));
        }
    }

    private static double Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Environment.WorkingSet / 1024.0 / 1024;
    }
}
