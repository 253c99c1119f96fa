using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Conversation;
using SupportBot.Language.Composing;

namespace SupportBot.Tests.Language.Composing;

public sealed class ComposedTextsTests
{
    private static readonly Composition Whole = new("Order {order} is on its way.", IsComplete: true, IsTransient: false);

    private readonly FakeTimeProvider _time = new();
    private readonly ComposedTexts _texts;
    private int _made;

    public ComposedTextsTests() => _texts = new ComposedTexts(_time, capacity: 3);

    [Fact]
    public async Task Get_SameKeyAgain_ComesFromTheCache()
    {
        var first = await GetAsync("a", Whole);
        var second = await GetAsync("a", Whole);

        Assert.Equal(new ComposedText(Whole.Text!, ReplySource.Model, 1), first);
        Assert.Equal(new ComposedText(Whole.Text!, ReplySource.Cache, 0), second);
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task Get_ManyKeys_KeepsThoseUsedLast()
    {
        foreach (var key in new[] { "a", "b", "c", "a", "d" })
            await GetAsync(key, Whole);

        Assert.Equal(3, _texts.Count);
        Assert.Equal(4, _made);
        await GetAsync("a", Whole);
        Assert.Equal(4, _made);
        await GetAsync("b", Whole);
        Assert.Equal(5, _made);
    }

    [Fact]
    public async Task Get_IncompleteText_IsGivenButNotKept()
    {
        var first = await GetAsync("a", Whole with { IsComplete = false });
        var second = await GetAsync("a", Whole);

        Assert.Equal(Whole.Text, first?.Text);
        Assert.Null(second);
    }

    [Fact]
    public async Task Get_AfterAFailure_AsksAgainOnlyAfterPausesThatGrow()
    {
        var failure = new Composition(null, false, IsTransient: false);
        Assert.Null(await GetAsync("a", failure));

        _time.Advance(ComposedTexts.FirstPause - TimeSpan.FromTicks(1));
        Assert.Null(await GetAsync("a", Whole));
        Assert.Equal(1, _made);

        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await GetAsync("a", failure));
        Assert.Equal(2, _made);

        _time.Advance(ComposedTexts.FirstPause);
        Assert.Null(await GetAsync("a", Whole));
        Assert.Equal(2, _made);

        _time.Advance(ComposedTexts.FirstPause);
        Assert.NotNull(await GetAsync("a", Whole));
        Assert.Equal(3, _made);
    }

    [Fact]
    public async Task Get_ModelWasBusy_AsksAgainAtOnce()
    {
        Assert.Null(await GetAsync("a", new Composition(null, false, IsTransient: true)));

        Assert.NotNull(await GetAsync("a", Whole));
    }

    [Fact]
    public async Task Get_TwoAtOnce_ShareOneMaking()
    {
        var making = new TaskCompletionSource<Composition>();

        var first = _texts.GetAsync("a", (_, _) => Make(making.Task), null, default);
        var second = _texts.GetAsync("a", (_, _) => Make(making.Task), null, default);
        making.SetResult(Whole);

        Assert.Equal((ReplySource.Model, 1), ((await first)!.Source, (await first)!.LlmCalls));
        Assert.Equal((ReplySource.Cache, 0), ((await second)!.Source, (await second)!.LlmCalls));
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task Get_FirstCallerCancels_OthersStillGetTheText()
    {
        var making = new TaskCompletionSource<Composition>();
        var stopped = CancellationToken.None;
        using var cancel = new CancellationTokenSource();
        var first = _texts.GetAsync("a", (_, stop) => { stopped = stop; return Make(making.Task); }, null, cancel.Token);
        var second = _texts.GetAsync("a", (_, _) => Make(making.Task), null, default);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(stopped.IsCancellationRequested);
        making.SetResult(Whole);

        Assert.Equal(Whole.Text, (await second)?.Text);
    }

    [Fact]
    public async Task Get_AllCallersCancel_StopsTheMakingAndTheNextOneBeginsAnew()
    {
        var stopped = CancellationToken.None;
        using var cancel = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 2).Select(_ => _texts.GetAsync(
            "a", async (_, stop) => { stopped = stop; await Task.Delay(Timeout.Infinite, stop); return Whole; }, null, cancel.Token)).ToList();

        await cancel.CancelAsync();
        foreach (var caller in callers)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);

        Assert.True(stopped.IsCancellationRequested);
        Assert.NotNull(await GetAsync("a", Whole));
    }

    [Fact]
    public async Task Get_WhoJoinsLate_HearsWhatWasSaidAndThenTheRest()
    {
        var making = new TaskCompletionSource<Composition>();
        Action<string> tell = _ => { };
        var (early, late, gone) = (new Heard(), new Heard(), new Heard());
        using var cancel = new CancellationTokenSource();
        var first = _texts.GetAsync("a", (say, _) => { tell = say; return making.Task; }, early, default);
        var leaving = _texts.GetAsync("a", (_, _) => making.Task, gone, cancel.Token);
        tell("One.");
        var second = _texts.GetAsync("a", (_, _) => making.Task, late, default);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        tell("One. Two.");
        making.SetResult(Whole);
        await Task.WhenAll(first, second);

        Assert.Equal(["One.", "One. Two."], early.Texts);
        Assert.Equal(["One.", "One. Two."], late.Texts);
        Assert.Equal(["One."], gone.Texts);
    }

    [Fact]
    public async Task Get_MakingThrows_EverybodyHearsAndNothingIsKept()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _texts.GetAsync("a", (_, _) => throw new InvalidOperationException(), null, default));

        Assert.Equal(0, _texts.Count);
        Assert.NotNull(await GetAsync("a", Whole));
    }

    [Fact]
    public async Task Get_ManyCallersOfFewKeys_MakesEachOnce()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => _texts.GetAsync(
            $"{i % 3}", async (_, _) => { Interlocked.Increment(ref _made); await Task.Yield(); return Whole; }, null, default))));

        Assert.All(answers, answer => Assert.Equal(Whole.Text, answer?.Text));
        Assert.Equal(3, _made);
    }

    private Task<ComposedText?> GetAsync(string key, Composition made) => _texts.GetAsync(key, (_, _) => Make(Task.FromResult(made)), null, default);

    private Task<Composition> Make(Task<Composition> made)
    {
        _made++;
        return made;
    }

    private sealed class Heard : IProgress<string>
    {
        public List<string> Texts { get; } = [];

        public void Report(string value) => Texts.Add(value);
    }
}
