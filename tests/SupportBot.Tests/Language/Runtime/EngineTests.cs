using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Conversation;
using SupportBot.Language.Runtime;
using SupportBot.Tests.Fakes;

namespace SupportBot.Tests.Language.Runtime;

/// <summary>Batching, sharing and failing on a scripted context.</summary>
public sealed class EngineTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();
    private readonly List<ScriptedContext> _contexts = [];

    [Fact]
    public async Task Generate_WithoutGrammar_StopsAtItsMost()
    {
        await using var engine = Start();

        var generation = await engine.GenerateAsync(Request("hi", most: 5), CancellationToken.None);

        Assert.Equal("aaaaa", Encoding.UTF8.GetString(generation.Text));
        Assert.True(generation.WasCut);
    }

    [Fact]
    public async Task Generate_EndToken_EndsTheAnswer()
    {
        await using var engine = Start(() => new ScriptedContext { Next = token => token == 'b' ? ScriptedContext.End : 'b' });

        var generation = await engine.GenerateAsync(Request("hi"), CancellationToken.None);

        Assert.Equal("b", Encoding.UTF8.GetString(generation.Text));
        Assert.False(generation.WasCut);
    }

    [Fact]
    public async Task Generate_ForcedText_GoesInOneBatch()
    {
        await using var engine = Start();

        var generation = await engine.GenerateAsync(Request("hi", """root ::= "{\"x\":\"" [ab] "\",\"y\":\"" [ab] "\"}" """), CancellationToken.None);

        Assert.Equal("""{"x":"a","y":"a"}""", Encoding.UTF8.GetString(generation.Text));
        Assert.Equal(2, generation.SampledTokens);
        // The prompt with the forced beginning, then the choice with what it forces; the last choice ends it without a decode.
        Assert.Equal(["""hi{"x":" """.Trim(), """a","y":" """.Trim()], _contexts[0].Batches.Select(Text));
    }

    [Fact]
    public async Task Generate_TokenThatTheGrammarForbids_TakesTheBestAdmitted()
    {
        await using var engine = Start();

        var generation = await engine.GenerateAsync(Request("hi", "root ::= [x-z]{3}"), CancellationToken.None);

        Assert.Equal("xxx", Encoding.UTF8.GetString(generation.Text));
    }

    [Fact]
    public async Task Generate_EndBeforeTheGrammarAllows_IsPassedOver()
    {
        await using var engine = Start(() => new ScriptedContext { Next = _ => ScriptedContext.End });

        var generation = await engine.GenerateAsync(Request("hi", "root ::= [a-c]{2} [a-c]*"), CancellationToken.None);

        Assert.Equal(2, generation.Text.Length);
    }

    [Fact]
    public async Task Generate_SharedPrefix_IsComputedOnce()
    {
        await using var engine = Start();
        int[] prefix = [.. "the instructions".Select(letter => (int)letter)];

        for (var i = 0; i < 5; i++)
            await engine.GenerateAsync(Request("hi", most: 2) with { Prefix = [.. prefix] }, CancellationToken.None);

        Assert.Single(_contexts[0].Batches, batch => Text(batch).Contains("the instructions", StringComparison.Ordinal));
        Assert.Equal(prefix.Length, engine.Statistics.PrefixTokens);
        Assert.Equal(prefix.Length * 5, engine.Statistics.SharedTokens);
    }

    [Fact]
    public async Task Generate_Newcomer_JoinsBetweenSteps()
    {
        using var reached = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var decodes = 0;
        await using var engine = Start(() => new ScriptedContext
        {
            OnDecode = _ =>
            {
                if (Interlocked.Increment(ref decodes) == 3)
                {
                    reached.Release();
                    goOn.Wait();
                }

                return DecodeOutcome.Done;
            },
        });

        var first = engine.GenerateAsync(Request("one", most: 20), CancellationToken.None);
        await reached.WaitAsync();
        var second = engine.GenerateAsync(Request("two", most: 3), CancellationToken.None);
        goOn.Release();
        await Task.WhenAll(first, second);

        // A batch holds the next token of the first and the prompt of the second.
        Assert.Contains(_contexts[0].Batches, batch => Text(batch) == "atwo");
    }

    [Fact]
    public async Task Generate_PromptLongerThanABatch_GoesInPieces()
    {
        await using var engine = Start(() => new ScriptedContext(batchTokens: 8));

        var generation = await engine.GenerateAsync(Request(new string('p', 30), most: 2), CancellationToken.None);

        Assert.Equal(30, generation.PromptTokens);
        Assert.All(_contexts[0].Batches, batch => Assert.InRange(batch.Length, 1, 8));
    }

    [Theory]
    [InlineData(50, 10, 16)]
    [InlineData(10, 50, 50)]
    [InlineData(0, 512, 512)]
    public async Task Generate_LongPrompt_IsReadInPiecesThatTheModelReadsInHalfASecond(int millisecondsForAToken, int fitting, int most)
    {
        await using var engine = Start(() => new ScriptedContext(contextTokens: 8192)
        {
            OnDecode = context =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(context.Batch.Count * millisecondsForAToken));
                return DecodeOutcome.Done;
            },
        });

        await engine.GenerateAsync(Request(new string('p', 1000), most: 2), CancellationToken.None);

        Assert.Equal(64, _contexts[0].Batches[0].Length);
        Assert.All(_contexts[0].Batches.Skip(1), batch => Assert.InRange(batch.Length, 1, most));
        Assert.True(_contexts[0].Batches[1].Length >= Math.Min(fitting, 936));
    }

    [Fact]
    public async Task Generate_FailedDecode_RebuildsAndFailsThoseWhoWait()
    {
        var failed = false;
        await using var engine = Start(() => new ScriptedContext
        {
            OnDecode = _ =>
            {
                if (failed)
                    return DecodeOutcome.Done;
                failed = true;
                return DecodeOutcome.Failed;
            },
        });

        await Assert.ThrowsAsync<LanguageUnavailableException>(() => engine.GenerateAsync(Request("hi"), CancellationToken.None));
        var next = await engine.GenerateAsync(Request("hi", most: 2), CancellationToken.None);

        Assert.Equal("aa", Encoding.UTF8.GetString(next.Text));
        Assert.Equal(2, _contexts.Count);
        Assert.True(_contexts[0].IsDisposed);
        Assert.Equal(1, engine.Statistics.Rebuilds);
        Assert.Equal(EngineStatus.Running, engine.Status);
    }

    [Fact]
    public async Task Generate_DecodesThatThrowAgainAndAgain_BreakTheEngine()
    {
        await using var engine = Start(() => new ScriptedContext { OnDecode = _ => throw new InvalidOperationException("native") });

        for (var i = 0; i < 4; i++)
            await Assert.ThrowsAsync<LanguageUnavailableException>(() => engine.GenerateAsync(Request("hi"), CancellationToken.None));
        await engine.DrainAsync(Limit);

        Assert.Equal(EngineStatus.Broken, engine.Status);
        await Assert.ThrowsAsync<LanguageUnavailableException>(() => engine.GenerateAsync(Request("hi"), CancellationToken.None));
    }

    [Fact]
    public async Task Generate_NoRoom_IsTriedAgainWithFewer()
    {
        // Room for one request's tokens alone, though the budget says otherwise.
        await using var engine = Start(() => new ScriptedContext
        {
            OnDecode = context => context.Batch.Select(entry => entry.Sequence).Concat(context.Lengths.Keys).Distinct().Count() > 1 ? DecodeOutcome.NoRoom : DecodeOutcome.Done,
        });

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => engine.GenerateAsync(Request($"{i}", most: 6), CancellationToken.None)));

        Assert.All(answers, answer => Assert.Equal("aaaaaa", Encoding.UTF8.GetString(answer.Text)));
        Assert.True(engine.Statistics.NoRoom > 0);
        Assert.Equal(0, engine.Statistics.SequencesInUse);
    }

    [Fact]
    public async Task Generate_NoRoomForTheOnlyOne_FailsIt()
    {
        await using var engine = Start(() => new ScriptedContext { OnDecode = _ => DecodeOutcome.NoRoom });

        await Assert.ThrowsAsync<LanguageUnavailableException>(() => engine.GenerateAsync(Request("hi"), CancellationToken.None));
        Assert.Equal(EngineStatus.Running, engine.Status);
    }

    [Fact]
    public async Task Generate_LargerThanTheContext_FailsAtOnce()
    {
        await using var engine = Start(() => new ScriptedContext(contextTokens: 64));

        await Assert.ThrowsAsync<LanguageUnavailableException>(() => engine.GenerateAsync(Request(new string('p', 100)), CancellationToken.None));
        Assert.Empty(_contexts[0].Batches);
    }

    [Fact]
    public async Task Generate_SmallContext_TakesTurns()
    {
        await using var engine = Start(() => new ScriptedContext(contextTokens: 40));

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => engine.GenerateAsync(Request($"{i}", most: 15), CancellationToken.None)));

        Assert.All(answers, answer => Assert.Equal(15, answer.Text.Length));
        Assert.Equal(0, engine.Statistics.NoRoom);
        Assert.Empty(_contexts[0].Lengths);
    }

    [Fact]
    public async Task Generate_StuckDecode_LetsCallersGoAtTheirTime()
    {
        using var stuck = new SemaphoreSlim(0);
        using var reached = new SemaphoreSlim(0);
        var engine = Start(() => new ScriptedContext
        {
            OnDecode = _ =>
            {
                reached.Release();
                stuck.Wait();
                return DecodeOutcome.Done;
            },
        });
        var first = engine.GenerateAsync(Request("one"), CancellationToken.None);
        await reached.WaitAsync();
        var second = engine.GenerateAsync(Request("two"), CancellationToken.None);

        _time.Advance(Limit + TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<LanguageUnavailableException>(() => first);
        await Assert.ThrowsAsync<LanguageUnavailableException>(() => second);
        Assert.Equal(EngineStatus.Stalled, engine.Status);
        await Assert.ThrowsAsync<LanguageUnavailableException>(() => engine.GenerateAsync(Request("three"), CancellationToken.None));
        stuck.Release(10);
        await engine.DisposeAsync();
    }

    [Fact]
    public async Task Generate_TooManyWait_RefusesAtOnce()
    {
        using var goOn = new SemaphoreSlim(0);
        await using var engine = Start(
            () => new ScriptedContext
            {
                OnDecode = _ =>
                {
                    goOn.Wait();
                    goOn.Release();
                    return DecodeOutcome.Done;
                },
            },
            new EngineOptions(Slots: 1, QueueLimit: 2));
        var taken = Enumerable.Range(0, 3).Select(i => engine.GenerateAsync(Request($"{i}", most: 2), CancellationToken.None)).ToList();

        await Assert.ThrowsAsync<LanguageUnavailableException>(() => engine.GenerateAsync(Request("4"), CancellationToken.None));
        Assert.Equal(1, engine.Statistics.Rejected);
        goOn.Release();
        await Task.WhenAll(taken);
        Assert.Equal(0, engine.Statistics.InFlight);
    }

    [Fact]
    public async Task Generate_Cancelled_FreesItsSequence()
    {
        using var cancelling = new CancellationTokenSource();
        var decodes = 0;
        await using var engine = Start(() => new ScriptedContext
        {
            OnDecode = _ =>
            {
                if (++decodes == 5)
                    cancelling.Cancel();
                return DecodeOutcome.Done;
            },
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.GenerateAsync(Request("hi", most: 1000), cancelling.Token));
        await engine.GenerateAsync(Request("next", most: 2), CancellationToken.None);

        Assert.Empty(_contexts[0].Lengths);
        Assert.InRange(_contexts[0].Batches.Count, 5, 10);
    }

    [Fact]
    public async Task Drain_RunningRequests_Finish()
    {
        await using var engine = Start();
        var running = Enumerable.Range(0, 20).Select(i => engine.GenerateAsync(Request($"{i}", most: 30), CancellationToken.None)).ToList();

        await engine.DrainAsync(Limit);

        Assert.All(await Task.WhenAll(running), answer => Assert.Equal(30, answer.Text.Length));
        await Assert.ThrowsAsync<LanguageUnavailableException>(() => engine.GenerateAsync(Request("late"), CancellationToken.None));
        Assert.True(_contexts[0].IsDisposed);
    }

    [Fact]
    public async Task Generate_ManyPrefixes_ForgetsTheOldest()
    {
        await using var engine = Start(options: new EngineOptions(Slots: 2, QueueLimit: 10, Prefixes: 2));

        foreach (var prefix in (string[])["first", "second", "third", "third"])
            await engine.GenerateAsync(Request("hi", most: 2) with { Prefix = [.. prefix.Select(letter => (int)letter)] }, CancellationToken.None);

        Assert.InRange(_contexts[0].Lengths.Count, 1, 4);
        Assert.Equal("firstsecondthird".Length, engine.Statistics.PrefixTokens);
    }

    private Engine Start(Func<ScriptedContext>? make = null, EngineOptions? options = null) => new(
        () =>
        {
            var context = make?.Invoke() ?? new ScriptedContext();
            _contexts.Add(context);
            return context;
        },
        ScriptedContext.Tokens,
        options ?? new EngineOptions(Slots: 4, QueueLimit: 100),
        _time,
        NullLogger.Instance);

    private static GenerationRequest Request(string prompt, string? grammar = null, int most = 50) =>
        new([], [.. Encoding.UTF8.GetBytes(prompt).Select(value => (int)value)], grammar is null ? null : Grammar.Parse(grammar), most, Limit);

    private static string Text(int[] tokens) => new([.. tokens.Select(token => (char)token)]);
}
