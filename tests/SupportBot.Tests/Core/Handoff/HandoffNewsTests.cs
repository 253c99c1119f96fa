using SupportBot.Core.Handoff;

namespace SupportBot.Tests.Core.Handoff;

public sealed class HandoffNewsTests
{
    private readonly HandoffNews _news = new();

    [Fact]
    public void Listen_AfterTheLastThatIsKept_MissedAllSince()
    {
        Tell(HandoffNews.MostKept + 5);

        using var listener = _news.Listen(_news.IdOf(5));

        Assert.Equal(Numbers(6, HandoffNews.MostKept), listener.Missed!.Select(happened => happened.Number));
        Assert.Equal(5, listener.Start);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(HandoffNews.MostKept + 6)]
    public void Listen_AfterWhatIsNotKept_MustReadAnew(long number)
    {
        Tell(HandoffNews.MostKept + 5);

        using var listener = _news.Listen(_news.IdOf(number));

        Assert.Null(listener.Missed);
        Assert.Equal(HandoffNews.MostKept + 5, listener.Start);
    }

    [Fact]
    public void Listen_WithAnIdOfAnotherProcess_MustReadAnew()
    {
        Tell(5);

        using var listener = _news.Listen(new HandoffNews().IdOf(5));

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
        Tell(HandoffNews.MostKept + 1);
        Assert.False(_news.HasListeners);
        var heard = new List<long>();
        while (slow.Events.TryRead(out var happened))
            heard.Add(happened.Number);
        Assert.True(slow.Events.Completion.IsCompleted);

        using var again = _news.Listen(_news.IdOf(heard[^1]));

        Assert.Equal(Numbers(1, HandoffNews.MostKept + 1), heard.Concat(again.Missed!.Select(happened => happened.Number)));
    }

    [Fact]
    public void Tell_LongTexts_KeepsThemByTheirCharacters()
    {
        Say(HandoffNews.MostKept);

        var kept = HandoffNews.MaxKeptCharacters / Transcripts.MaxLine;
        using var listener = _news.Listen(_news.IdOf(HandoffNews.MostKept - kept));
        using var tooLate = _news.Listen(_news.IdOf(HandoffNews.MostKept - kept - 1));

        Assert.Equal(HandoffNews.MaxKeptCharacters, listener.Missed!.Sum(happened => happened.Line!.Text.Length));
        Assert.Null(tooLate.Missed);
    }

    [Fact]
    public void Tell_LongTextsToWhoIsTooFarBehind_EndsItByTheirCharacters()
    {
        using var slow = _news.Listen();

        Say(HandoffNews.MostKept / 2);

        Assert.False(_news.HasListeners);
        var waiting = 0;
        while (slow.Events.TryRead(out var happened))
            waiting += happened.Line!.Text.Length;
        Assert.InRange(waiting, 1, HandoffNews.MaxKeptCharacters);
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
