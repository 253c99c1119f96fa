namespace SupportBot.Turns;

/// <summary>Runs one piece of work at a time for each conversation, and different conversations side by side. A wake during a run
/// leads to one more run, so that nothing added meanwhile is overlooked. Work that throws is tried again after a pause.</summary>
internal sealed partial class KeyedWorkers(
    string name,
    int sideBySide,
    Func<ConversationKey, CancellationToken, Task> work,
    TimeProvider time,
    ILogger logger) : IDisposable
{
    /// <summary>For work that has places of its own.</summary>
    public const int Unbounded = int.MaxValue;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>What the bot's own database kept from being done goes on soon after it is well again.</summary>
    private static readonly TimeSpan LongestPauseForStorage = TimeSpan.FromSeconds(5);

    /// <summary>Up to so much longer, so that what failed together doesn't come back together.</summary>
    private const double Jitter = 0.25;

    private readonly Lock _lock = new();
    private readonly Dictionary<ConversationKey, bool> _wokenAgain = [];
    private readonly HashSet<Task> _running = [];
    private readonly SemaphoreSlim _places = new(sideBySide);
    private readonly CancellationTokenSource _stopping = new();

    public void Wake(ConversationKey conversation)
    {
        lock (_lock)
        {
            if (_stopping.IsCancellationRequested)
                return;
            if (_wokenAgain.ContainsKey(conversation))
            {
                _wokenAgain[conversation] = true;
                return;
            }

            _wokenAgain[conversation] = false;
            // The flow of control of the waker (its turn, its request) must not leak into the work.
            using (ExecutionContext.SuppressFlow())
            {
                var run = Task.Run(() => RunAsync(conversation));
                _running.Add(run);
                run.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Takes no more work and waits for what runs until <paramref name="ct"/> is cancelled.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        Task[] running;
        lock (_lock)
        {
            _stopping.Cancel();
            running = [.. _running];
        }

        await Task.WhenAll(running).WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _places.Dispose();
    }

    private async Task RunAsync(ConversationKey conversation)
    {
        var failures = 0;
        while (true)
        {
            try
            {
                await _places.WaitAsync(_stopping.Token);
                try
                {
                    await work(conversation, _stopping.Token);
                }
                finally
                {
                    _places.Release();
                }

                failures = 0;
                lock (_lock)
                {
                    if (!_wokenAgain[conversation])
                    {
                        _wokenAgain.Remove(conversation);
                        return;
                    }

                    _wokenAgain[conversation] = false;
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            // The last catch of a background loop: whatever it was, the conversation must go on.
            catch (Exception error)
            {
                var pause = PauseAfter(error, failures++);
                LogFailed(name, conversation.ChannelId, pause.TotalSeconds, error);
                await Task.Delay(pause, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static TimeSpan PauseAfter(Exception error, int failures)
    {
        var longest = error is StorageUnavailableException { MayPass: true } ? LongestPauseForStorage : LongestPause;
        return TimeSpan.FromSeconds(Math.Min(Math.Pow(2, failures), longest.TotalSeconds) * (1 + (Jitter * Random.Shared.NextDouble())));
    }

    private void Forget(Task run)
    {
        lock (_lock)
            _running.Remove(run);
    }

    [LoggerMessage(LogLevel.Error, "{Worker} of a conversation on {Channel} failed; it is tried again in {Seconds} s")]
    private partial void LogFailed(string worker, string channel, double seconds, Exception error);
}
