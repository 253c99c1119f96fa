using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Hosting.Health;

namespace SupportBot.Tests.Hosting.Health;

public sealed class SharedCheckTests
{
    private readonly FakeTimeProvider _time = new();
    private TaskCompletionSource<string?> _answer = new();
    private int _looks;

    [Fact]
    public async Task Ask_WhatIsLookedAtHangs_SaysSoInTimeAndLooksOnce()
    {
        var check = Check(TimeSpan.Zero);
        var (first, second) = (check.AskAsync(CancellationToken.None), check.AskAsync(CancellationToken.None));
        await LooksAsync(1);

        _time.Advance(TimeSpan.FromSeconds(1));

        foreach (var asked in new[] { await first, await second })
        {
            Assert.Equal(HealthStatus.Unhealthy, asked.Status);
            Assert.StartsWith("No answer within", asked.Description, StringComparison.Ordinal);
        }

        var third = check.AskAsync(CancellationToken.None);
        _answer.SetResult(null);
        Assert.Equal(HealthStatus.Healthy, (await third).Status);
        Assert.Equal(1, _looks);
    }

    [Fact]
    public async Task Ask_AgainSoon_GetsTheKeptAnswerAndALaterOneAnother()
    {
        var check = Check(TimeSpan.FromSeconds(1));
        _answer.SetResult("broken");
        Assert.Equal("broken", (await check.AskAsync(CancellationToken.None)).Description);
        _answer = new TaskCompletionSource<string?>();
        _answer.SetResult(null);

        Assert.Equal("broken", (await check.AskAsync(CancellationToken.None)).Description);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HealthStatus.Healthy, (await check.AskAsync(CancellationToken.None)).Status);
        Assert.Equal(2, _looks);
    }

    [Fact]
    public async Task Ask_LookBlocksItsThread_DoesNotBlockTheCaller()
    {
        using var gate = new ManualResetEventSlim();
        // The gate opens by itself, so that a caller who is blocked comes back to hear that.
        var check = new SharedCheck(_ => Task.FromResult(gate.Wait(TimeSpan.FromSeconds(10), CancellationToken.None) ? null : "the caller was blocked"), TimeSpan.Zero, _time);

        var asked = check.AskAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.StartsWith("No answer within", (await asked).Description, StringComparison.Ordinal);
        gate.Set();
    }

    private SharedCheck Check(TimeSpan keptFor) => new(
        _ =>
        {
            Interlocked.Increment(ref _looks);
            return _answer.Task;
        }, keptFor, _time);

    private async Task LooksAsync(int count)
    {
        while (Volatile.Read(ref _looks) < count)
            await Task.Yield();
    }
}
