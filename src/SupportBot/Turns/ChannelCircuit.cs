using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace SupportBot.Turns;

/// <summary>Calls to one host outside: each has a time limit, and a host that fails is left alone for a while.</summary>
internal sealed partial class ChannelCircuit
{
    /// <summary>From the request to the last byte of the answer.</summary>
    public static readonly TimeSpan MaxCall = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan FirstBreak = TimeSpan.FromSeconds(15);

    public static readonly TimeSpan LongestBreak = TimeSpan.FromMinutes(1);

    /// <summary>So many failures in <see cref="Window"/> open the circuit, if they are nearly all that there is.</summary>
    public const int FailuresThatOpen = 5;

    public static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    /// <summary>One conversation that a channel can't bear must not close the channel to the others.</summary>
    private const double FailureShare = 0.8;

    private readonly string _host;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
    private volatile TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ChannelCircuit(string host, TimeProvider time, ILogger logger)
    {
        _host = host;
        _time = time;
        _logger = logger;
        // A call lasts as long as the network lets it, whatever clock the bot goes by.
        var limit = new ResiliencePipelineBuilder<HttpResponseMessage>().AddTimeout(MaxCall).Build();
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }.AddCircuitBreaker(Breaker()).AddPipeline(limit).Build();
    }

    /// <exception cref="HostLeftAloneException">The host failed several times and isn't asked now.</exception>
    /// <exception cref="HttpRequestException">The host can't be reached, or took too long.</exception>
    public async Task<HttpResponseMessage> SendAsync(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken ct)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async token => await send(token), ct);
        }
        catch (BrokenCircuitException)
        {
            throw new HostLeftAloneException(this);
        }
        catch (TimeoutRejectedException late)
        {
            throw new HttpRequestException($"{_host} did not answer within {MaxCall.TotalSeconds} s.", late);
        }
    }

    /// <summary>Waits until the host answers somebody again, or until it is time to ask it once more.</summary>
    public async Task WaitAsync(CancellationToken ct)
    {
        // Not all at once; and a host that is being asked right now may take its time.
        var longest = FirstBreak + ((LongestBreak - FirstBreak) * Random.Shared.NextDouble());
        await _closed.Task.WaitAsync(longest, _time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
    }

    private CircuitBreakerStrategyOptions<HttpResponseMessage> Breaker() => new()
    {
        MinimumThroughput = FailuresThatOpen,
        FailureRatio = FailureShare,
        SamplingDuration = Window,
        BreakDurationGenerator = arguments => new(BreakAfter(arguments.HalfOpenAttempts)),
        // Who called and stopped waiting has found it too slow. «Too many requests» comes from a host that is well.
        ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
            .Handle<HttpRequestException>().Handle<TimeoutRejectedException>().Handle<OperationCanceledException>()
            .HandleResult(response => (int)response.StatusCode >= 500),
        OnOpened = opened =>
        {
            if (_closed.Task.IsCompleted)
                _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            LogLeftAlone(_host, opened.BreakDuration.TotalSeconds);
            return default;
        },
        OnClosed = _ =>
        {
            _closed.TrySetResult();
            LogBack(_host);
            return default;
        },
    };

    private static TimeSpan BreakAfter(int attempts)
    {
        var pause = FirstBreak * Math.Pow(2, Math.Min(attempts, 10));
        return pause < LongestBreak ? pause : LongestBreak;
    }

    [LoggerMessage(LogLevel.Warning, "{Host} fails; it is left alone for {Seconds} s, and its conversations wait")]
    private partial void LogLeftAlone(string host, double seconds);

    [LoggerMessage(LogLevel.Information, "{Host} answers again")]
    private partial void LogBack(string host);
}

/// <summary>A host failed several times and isn't asked for a while.</summary>
internal sealed class HostLeftAloneException(ChannelCircuit circuit) : HttpRequestException("The host failed several times and is left alone for a while.")
{
    public ChannelCircuit Circuit => circuit;
}
