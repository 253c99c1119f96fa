using Microsoft.Extensions.Logging.Abstractions;
using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;
using SupportBot.Language.Composing;
using SupportBot.Language.Runtime;

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
                ComposePrompt.Write(PromptProfile.BuiltIn, new FactNames(OrderStatus.Shipped, [(Topic)(i % (1 + (int)Topic.Purchase))], [Fact.Order, Fact.ShippedOn], "en")),
                new Microsoft.Extensions.AI.ChatOptions { MaxOutputTokens = 48 })));
        }
    }

    private static double Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Environment.WorkingSet / 1024.0 / 1024;
    }
}
