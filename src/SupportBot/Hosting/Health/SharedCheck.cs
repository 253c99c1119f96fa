using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SupportBot.Hosting.Health;

/// <summary>A health check that answers at once, however many ask: one look at a time for all of them. What takes too long is told
/// so, and not begun again while it lasts. Callers may be concurrent.</summary>
/// <param name="faultOf">What is wrong in words, or <c>null</c>. May block its thread.</param>
internal sealed class SharedCheck(Func<CancellationToken, Task<string?>> faultOf, TimeSpan keptFor, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(700);

    private readonly Lock _lock = new();
    private Task<string?>? _look;
    private long _endedAt;

    Task<HealthCheckResult> IHealthCheck.CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) => AskAsync(cancellationToken);

    public async Task<HealthCheckResult> AskAsync(CancellationToken ct)
    {
        try
        {
            return await Look().WaitAsync(MaxWait, time, ct) is { } fault ? HealthCheckResult.Unhealthy(fault) : HealthCheckResult.Healthy();
        }
        catch (TimeoutException)
        {
            return HealthCheckResult.Unhealthy($"No answer within {MaxWait.TotalSeconds:0.0} s: somebody keeps it locked, or the disk or the network hangs.");
        }
    }

    private Task<string?> Look()
    {
        lock (_lock)
        {
            if (_look is null || (_look.IsCompleted && time.GetElapsedTime(Volatile.Read(ref _endedAt)) >= keptFor))
                _look = Task.Run(LookAsync);
            return _look;
        }
    }

    // Without the caller's token: others wait for the same look.
    private async Task<string?> LookAsync()
    {
        try
        {
            return await faultOf(CancellationToken.None);
        }
        finally
        {
            Volatile.Write(ref _endedAt, time.GetTimestamp());
        }
    }
}
