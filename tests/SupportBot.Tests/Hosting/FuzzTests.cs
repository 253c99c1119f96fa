using SupportBot.Load.Fuzz;

namespace SupportBot.Tests.Hosting;

/// <summary>Odd requests to the real program; <c>fuzz</c> of the benchmarks sends a hundred thousand.</summary>
public sealed class FuzzTests
{
    private const int Seed = 14;

    [Fact]
    public async Task OddRequests_OfEveryKind_StopNothing()
    {
        await using var run = new FuzzRun(
            new FuzzOptions(BotProcess.Program(), Seed, Count: 1280, ["--Llm:Model", "none"]) { Shrinks = false, Limit = TimeSpan.FromMinutes(2) },
            progress: _ => { });

        await run.RunAsync(CancellationToken.None);

        Assert.Empty(run.Finds);
        Assert.Equal(1280, run.Sent);
        Assert.True(run.Questions > 100, $"Only {run.Questions} plain questions were taken.");
    }

    [Fact]
    public void Requests_OfASeed_AreTheSameEachTime() =>
        Assert.Equal(Requests(Seed), Requests(Seed));

    [Fact]
    public void Requests_OfAnotherSeed_AreOthers() =>
        Assert.NotEqual(Requests(Seed), Requests(Seed + 1));

    private static IEnumerable<byte[]?> Requests(int seed) => [.. Enumerable.Range(0, 200).Select(index => FuzzCases.At(seed, index).Bytes(text => text))];
}
