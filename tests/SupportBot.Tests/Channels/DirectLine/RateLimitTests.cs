using Microsoft.Extensions.Time.Testing;
using SupportBot.Channels.DirectLine;

namespace SupportBot.Tests.Channels.DirectLine;

public sealed class RateLimitTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Take_AMinutesWorthAtOnce_ThenOneByOne()
    {
        var limit = new RateLimit(6, _time);

        Assert.All(Enumerable.Range(0, 6), _ => Assert.Null(limit.Take("a")));
        Assert.Equal(TimeSpan.FromSeconds(10), limit.Take("a"));
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(TimeSpan.FromSeconds(6), limit.Take("a"));
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(limit.Take("a"));
        Assert.NotNull(limit.Take("a"));
    }

    [Fact]
    public void Take_InAnotherPeriod_ComesBackOverThatPeriod()
    {
        var limit = new RateLimit(60, TimeSpan.FromHours(1), _time);

        Assert.Null(limit.Take("a", 60));
        Assert.Equal(TimeSpan.FromMinutes(2), limit.Take("a", 2));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(limit.Take("a", 2));
    }

    [Fact]
    public void Take_OtherKey_IsCountedApart()
    {
        var limit = new RateLimit(1, _time);

        Assert.Null(limit.Take("a"));
        Assert.Null(limit.Take("b"));
        Assert.NotNull(limit.Take("a"));
    }

    [Fact]
    public void Take_Refused_CostsNothing()
    {
        var limit = new RateLimit(2, _time);
        limit.Take("a", cost: 2);

        for (var i = 0; i < 100; i++)
            Assert.Equal(TimeSpan.FromSeconds(30), limit.Take("a"));
    }

    [Fact]
    public void Take_MoreThanEverFits_FitsAnEmptyBucket()
    {
        var limit = new RateLimit(3, _time);

        Assert.Null(limit.Take("a", cost: 17));
        Assert.Equal(TimeSpan.FromSeconds(20), limit.Take("a"));
    }

    [Fact]
    public void Take_ByMoreThanFit_KeepsCountingThoseThatItKnowsAndLetsTheOthersIn()
    {
        var limit = new RateLimit(1, _time);
        Assert.Null(limit.Take("known"));
        for (var i = 1; i < RateLimit.MaxKeys; i++)
            limit.Take($"{i}");

        Assert.Null(limit.Take("one too many"));
        Assert.Null(limit.Take("one too many"));
        Assert.NotNull(limit.Take("known"));
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(limit.Take("one too many"));
        Assert.NotNull(limit.Take("one too many"));
    }

    [Fact]
    public void Take_AfterALongTime_HasForgottenTheOldAndNotTheNew()
    {
        var limit = new RateLimit(1, _time);
        limit.Take("old");
        _time.Advance(TimeSpan.FromSeconds(59));
        limit.Take("new");

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.NotNull(limit.Take("new"));
        Assert.Null(limit.Take("old"));
    }
}
