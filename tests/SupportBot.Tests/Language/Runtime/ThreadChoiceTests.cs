using SupportBot.Language.Runtime;

namespace SupportBot.Tests.Language.Runtime;

public sealed class ThreadChoiceTests
{
    private const int Many = ThreadChoice.ManyTokens;

    private readonly ThreadChoice _choice = new(together: 4);

    [Fact]
    public void For_FewTokens_TakesOneThread()
    {
        Run(100, alone: 10, together: 1);

        Assert.Equal(1, _choice.For(1));
        Assert.Equal(1, _choice.For(Many - 1));
    }

    [Theory]
    [InlineData(10, 5, 4)]
    [InlineData(5, 10, 1)]
    public void For_ManyTokens_TakesWhatWasFaster(double alone, double together, int expected)
    {
        var chosen = Run(1000, alone, together);

        Assert.InRange(chosen.Count(threads => threads == expected), 900, 999);
    }

    [Fact]
    public void For_TheProcessorGetsBusy_GoesBackToOneThreadAtOnce()
    {
        Run(100, alone: 10, together: 5);

        var chosen = Run(100, alone: 20, together: 500);

        Assert.InRange(chosen.Count(threads => threads == 4), 1, 6);
    }

    [Fact]
    public void For_TheProcessorGetsFree_TakesAllAgain()
    {
        Run(200, alone: 20, together: 500);

        var chosen = Run(600, alone: 10, together: 5);

        Assert.InRange(chosen.Count(threads => threads == 4), 250, 600);
    }

    [Fact]
    public void For_TogetherStaysSlow_TriesItEverMoreSeldom()
    {
        var chosen = Run(20_000, alone: 10, together: 500);

        var trials = chosen.Index().Where(batch => batch.Item == 4).Select(batch => batch.Index).ToList();
        Assert.InRange(trials.Count, 10, 20);
        Assert.All(trials.Zip(trials.Skip(1)).Skip(12), pair => Assert.InRange(pair.Second - pair.First, ThreadChoice.LastTrial - 1, ThreadChoice.LastTrial + 1));
    }

    /// <param name="alone">Microseconds for a token with one thread.</param>
    /// <returns>The threads of each batch.</returns>
    private List<int> Run(int batches, double alone, double together)
    {
        var chosen = new List<int>();
        for (var i = 0; i < batches; i++)
        {
            var threads = _choice.For(Many);
            _choice.Took(TimeSpan.FromMicroseconds(Many * (threads == 1 ? alone : together)), Many, threads);
            chosen.Add(threads);
        }

        return chosen;
    }
}
