using System.Threading.Channels;

namespace SupportBot.Language.Runtime;

/// <summary>Generates for many at once on one model. One thread owns the native context (<see cref="EngineLoop"/>); requests come to it over
/// a channel and join between steps. Callers may be concurrent.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;
    private readonly Channel<GenerationJob> _incoming;
    private readonly CancellationTokenSource _closing = new();
    private readonly DecodeStep _step;
    private readonly EngineLoop _loop;

    private volatile bool _isClosed;
    private int _inFlight;
    private long _rejected;

    /// <param name="open">Makes a context; called again after a decode failed. The first call happens here, on the caller's thread.</param>
    /// <exception cref="Exception">What <paramref name="open"/> throws.</exception>
    public Engine(Func<IModelContext> open, TokenTable tokens, EngineOptions options, TimeProvider time, ILogger log)
    {
        _options = options;
        _time = time;
        _incoming = Channel.CreateBounded<GenerationJob>(new BoundedChannelOptions(options.Slots + options.QueueLimit) { SingleReader = true });
        var context = open();
        var sampler = new Sampler(tokens);
        _step = new DecodeStep(sampler, context.BatchTokens, options, time, log);
        _loop = new EngineLoop(_incoming, () => Interlocked.Decrement(ref _inFlight), context, open, sampler, _step, options, log, _closing.Token);
        new Thread(_loop.Run) { IsBackground = true, Name = "llm engine" }.Start();
    }

    public EngineStatistics Statistics => _step.Statistics with { InFlight = Volatile.Read(ref _inFlight), Rejected = Interlocked.Read(ref _rejected) };

    public EngineStatus Status =>
        _loop.IsBroken ? EngineStatus.Broken
        : _isClosed ? EngineStatus.Closed
        : _step.DecodeStart is not 0 and var start && _time.GetElapsedTime(start) > _options.StallLimit ? EngineStatus.Stalled
        : EngineStatus.Running;

    /// <exception cref="LanguageUnavailableException">Too many wait, it took too long, the model failed, or the engine closes.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<Generation> GenerateAsync(GenerationRequest request, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (Status is not EngineStatus.Running and var status)
            throw new LanguageUnavailableException($"The model's engine is {status}.");

        var job = new GenerationJob(request);
        if (Interlocked.Increment(ref _inFlight) > _options.Slots + _options.QueueLimit || !_incoming.Writer.TryWrite(job))
        {
            Interlocked.Decrement(ref _inFlight);
            Interlocked.Increment(ref _rejected);
            throw new LanguageUnavailableException("Too many requests wait for the model.");
        }
        // Callers are let go at their time even when the owner thread is stuck in a decode.
        using var late = new CancellationTokenSource(request.TimeLimit, _time);
        await using var onLate = late.Token.Register(() => job.Fail("The model took too long."));
        await using var onCancel = ct.Register(() => job.Cancel(ct));
        return await job.Task;
    }

    /// <summary>Takes no more requests, lets those that run and wait finish within the limit, and fails the rest.</summary>
    public async Task DrainAsync(TimeSpan limit)
    {
        _isClosed = true;
        _incoming.Writer.TryComplete();
        await _loop.Ended.WaitAsync(limit, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_loop.Ended.IsCompleted)
            await _closing.CancelAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // A thread stuck in a decode can't be ended, and its context must not be taken away under it.
        var isStalled = Status == EngineStatus.Stalled;
        _isClosed = true;
        _incoming.Writer.TryComplete();
        await _closing.CancelAsync();
        if (!isStalled)
            await _loop.Ended.WaitAsync(_options.StallLimit, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>How many sequences a context must have.</summary>
    public static int SequencesOf(EngineOptions options) => options.Slots + options.Prefixes;
}
