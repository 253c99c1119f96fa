namespace SupportBot.Benchmarks;

/// <summary>Tells the instant that it was set to; timers and durations are the machine's.</summary>
internal sealed class SettableClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
