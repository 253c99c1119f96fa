using Microsoft.Bot.Connector.Authentication;

namespace SupportBot.Tests.Compat.Authentication;

public sealed class RetryTests
{
    [Fact]
    public async Task Run_Succeeds_AsksNobody()
    {
        Assert.Equal(1, await Retry.Run(() => Task.FromResult(1), (_, _) => throw new InvalidOperationException("asked")));
    }

    [Fact]
    public async Task Run_FailsTwice_TriesAgainAndCountsTheRetries()
    {
        var counts = new List<int>();

        var result = await Retry.Run(
            () => counts.Count < 2 ? throw new TimeoutException() : Task.FromResult("done"),
            (_, count) =>
            {
                counts.Add(count);
                return new RetryParams(TimeSpan.Zero);
            });

        Assert.Equal("done", result);
        Assert.Equal([0, 1], counts);
    }

    [Fact]
    public async Task Run_GivesUp_ThrowsEveryFailure()
    {
        var failure = await Assert.ThrowsAsync<AggregateException>(() => Retry.Run<int>(
            () => throw new TimeoutException(),
            (_, count) => count < 2 ? new RetryParams(TimeSpan.Zero) : RetryParams.StopRetrying));

        Assert.Equal(3, failure.InnerExceptions.Count);
    }

    [Fact]
    public void RetryParams_LongDelay_IsCut() => Assert.Equal(TimeSpan.FromSeconds(10), new RetryParams(TimeSpan.FromHours(1)).RetryAfter);

    [Theory]
    [InlineData(0, true)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public void DefaultBackOff_EndsAfterTen(int retries, bool expected) => Assert.Equal(expected, RetryParams.DefaultBackOff(retries).ShouldRetry);

    [Fact]
    public void StopRetrying_ChangedByOneCaller_StaysStopForAll()
    {
        RetryParams.StopRetrying.RetryAfter = TimeSpan.FromDays(1);

        Assert.False(RetryParams.StopRetrying.ShouldRetry);
    }

    [Fact]
    public void WithJitter_AddsUpToATenth() => Assert.InRange(TimeSpan.FromSeconds(10).WithJitter(), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(11));
}
