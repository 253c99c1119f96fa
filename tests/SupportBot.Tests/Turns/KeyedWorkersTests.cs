using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Customers;
using SupportBot.Core.Storage;
using SupportBot.Turns;

namespace SupportBot.Tests.Turns;

public sealed class KeyedWorkersTests
{
    private static readonly ConversationKey One = new("test", "1");
    private static readonly ConversationKey Two = new("test", "2");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Wake_DuringARun_LeadsToOneMoreRunAndNeverToTwoAtOnce()
    {
        var began = new SemaphoreSlim(0);
        var mayEnd = new SemaphoreSlim(0);
        var running = 0;
        var most = 0;
        var runs = 0;
        using var workers = Workers(async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            runs++;
            began.Release();
            await mayEnd.WaitAsync(CancellationToken.None);
            Interlocked.Decrement(ref running);
        });

        workers.Wake(One);
        await began.WaitAsync();
        workers.Wake(One);
        workers.Wake(One);
        mayEnd.Release();
        await began.WaitAsync();
        mayEnd.Release();
        await workers.StopAsync(CancellationToken.None);

        Assert.Equal((1, 2), (most, runs));
    }

    [Fact]
    public async Task Wake_TwoConversations_RunSideBySide()
    {
        var both = new CountdownEvent(2);
        using var workers = Workers(async (_, _) =>
        {
            both.Signal();
            await Task.Run(() => both.Wait(TimeSpan.FromSeconds(20)), CancellationToken.None);
        });

        workers.Wake(One);
        workers.Wake(Two);

        Assert.True(await Task.Run(() => both.Wait(TimeSpan.FromSeconds(20))));
        await workers.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Work_Throws_IsTriedAgainAfterPausesThatGrow()
    {
        var tries = 0;
        var succeeded = new TaskCompletionSource();
        using var workers = Workers((_, _) =>
        {
            if (++tries < 4)
                throw new InvalidOperationException();
            succeeded.SetResult();
            return Task.CompletedTask;
        });
        var began = _time.GetUtcNow();

        workers.Wake(One);
        while (!succeeded.Task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await workers.StopAsync(CancellationToken.None);
        Assert.Equal(4, tries);
        Assert.True(_time.GetUtcNow() - began >= TimeSpan.FromSeconds(1 + 2 + 4));
    }

    [Fact]
    public async Task Work_StorageWasAwayForLong_IsDoneSoonAfterItIsBack()
    {
        var isAway = true;
        var tries = 0;
        var done = new TaskCompletionSource();
        using var workers = Workers((_, _) =>
        {
            Interlocked.Increment(ref tries);
            if (Volatile.Read(ref isAway))
                throw new StorageUnavailableException(StorageFault.Full);
            done.SetResult();
            return Task.CompletedTask;
        });

        workers.Wake(One);
        await PassAsync(() => Volatile.Read(ref tries) > 10);
        Volatile.Write(ref isAway, false);
        var back = _time.GetUtcNow();
        await PassAsync(() => done.Task.IsCompleted);

        Assert.InRange(_time.GetUtcNow() - back, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await workers.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task StopAsync_WorkThatWaits_IsCancelled()
    {
        var began = new SemaphoreSlim(0);
        using var workers = Workers(async (_, ct) =>
        {
            began.Release();
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        });
        workers.Wake(One);
        await began.WaitAsync();

        await workers.StopAsync(CancellationToken.None);
        workers.Wake(One);

        Assert.Equal(0, began.CurrentCount);
    }

    private async Task PassAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1);
        }
    }

    private KeyedWorkers Workers(Func<ConversationKey, CancellationToken, Task> work) => new("The work", 8, work, _time, NullLogger.Instance);
}
