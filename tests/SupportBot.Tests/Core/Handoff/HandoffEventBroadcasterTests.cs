using SupportBot.Core.Handoff;

namespace SupportBot.Tests.Core.Handoff;

public sealed class HandoffEventBroadcasterTests
{
    private readonly HandoffEventBroadcaster _news = new();

    [Fact]
    public void Listen_AfterTheLastThatIsKept_MissedAllSince()
    {
        Tell(HandoffEventBroadcaster.MaxKept + 5);

        using var listener = _news.Listen(_news.IdOf(5));

        Assert.Equal(Numbers(6, HandoffEventBroadcaster.MaxKept), listener.Missed!.Select(happened => happened.Number));
        Assert.Equal(5, listener.Start);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(HandoffEventBroadcaster.MaxKept + 6)]
    public void Listen_AfterWhatIsNotKept_MustReadAnew(long number)
    {
        Tell(HandoffEventBroadcaster.MaxKept + 5);

        using var listener = _news.Listen(_news.IdOf(number));

        Assert.Null(listener.Missed);
        Assert.Equal(HandoffEventBroadcaster.MaxKept + 5, listener.Start);
    }

    [Fact]
    public void Listen_WithAnIdOfAnotherProcess_MustReadAnew()
    {
        Tell(5);

        using var listener = _news.Listen(new HandoffEventBroadcaster().IdOf(5));

        Assert.Null(listener.Missed);
    }

    [Fact]
    public void Listen_ForTheFirstTime_MissedNothing()
    {
        Tell(5);

        using var listener = _news.Listen();

        Assert.Empty(listener.Missed!);
        Assert.Equal(5, listener.Start);
    }

    [Fact]
    public void IsWanted_FromTheFirstListenerOn_AlsoWhenItHasGone()
    {
        Assert.False(_news.IsWanted);

        _news.Listen().Dispose();

        Assert.Equal((true, false), (_news.IsWanted, _news.HasListeners));
    }

    [Fact]
    public async Task Listen_AgainAndAgainWhileThingsHappen_IsToldEachOnceAndInOrder()
    {
        const int all = 1_900;
        using var start = new Barrier(2);
        var telling = Task.Run(() =>
        {
            start.SignalAndWait();
            Tell(all);
        });
        var heard = new List<long>();
        var last = _news.IdOf(0);
        start.SignalAndWait();
        while (heard.Count < all)
        {
            using var listener = _news.Listen(last);
            heard.AddRange(listener.Missed!.Select(happened => happened.Number));
            for (var taken = 0; taken < 3 && listener.Events.TryRead(out var happened); taken++)
                heard.Add(happened.Number);
            last = _news.IdOf(heard.LastOrDefault());
        }

        await telling;
        Assert.Equal(Numbers(1, all), heard);
    }

    [Fact]
    public void Tell_ToWhoIsTooFarBehind_EndsIt_AndItComesBack()
    {
        using var slow = _news.Listen();
        Tell(HandoffEventBroadcaster.MaxKept + 1);
        Assert.False(_news.HasListeners);
        var heard = new List<long>();
        while (slow.Events.TryRead(out var happened))
            heard.Add(happened.Number);
        Assert.True(slow.Events.Completion.IsCompleted);

        using var again = _news.Listen(_news.IdOf(heard[^1]));

        Assert.Equal(Numbers(1, HandoffEventBroadcaster.MaxKept + 1), heard.Concat(again.Missed!.Select(happened => happened.Number)));
    }

    [Fact]
    public void Tell_LongTexts_KeepsThemByTheirCharacters()
    {
        Say(HandoffEventBroadcaster.MaxKept);

        var kept = HandoffEventBroadcaster.MaxKeptCharacters / Transcripts.MaxLine;
        using var listener = _news.Listen(_news.IdOf(HandoffEventBroadcaster.MaxKept - kept));
        using var tooLate = _news.Listen(_news.IdOf(HandoffEventBroadcaster.MaxKept - kept - 1));

        Assert.Equal(HandoffEventBroadcaster.MaxKeptCharacters, listener.Missed!.Sum(happened => happened.Entry!.Text.Length));
        Assert.Null(tooLate.Missed);
    }

    [Fact]
    public void Tell_LongTextsToWhoIsTooFarBehind_EndsItByTheirCharacters()
    {
        using var slow = _news.Listen();

        Say(HandoffEventBroadcaster.MaxKept / 2);

        Assert.False(_news.HasListeners);
        var waiting = 0;
        while (slow.Events.TryRead(out var happened))
            waiting += happened.Entry!.Text.Length;
        Assert.InRange(waiting, 1, HandoffEventBroadcaster.MaxKeptCharacters);
    }

    private void Say(int count)
    {
        for (var said = 1; said <= count; said++)
            _news.Tell(new("H-TEST22", HandoffEventKind.Said, new(DateTimeOffset.UnixEpoch, Speaker.Customer, new string('x', Transcripts.MaxLine), said)));
    }

    private static IEnumerable<long> Numbers(int first, int count) => Enumerable.Range(first, count).Select(number => (long)number);

    private void Tell(int count)
    {
        for (var told = 0; told < count; told++)
            _news.Tell(new("H-TEST22", HandoffEventKind.Changed));
    }
}
