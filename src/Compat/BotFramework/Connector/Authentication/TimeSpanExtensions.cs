using System;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Spreads retries over time. Stands for <c>Microsoft.Bot.Connector.Authentication.TimeSpanExtensions</c>.</summary>
public static class TimeSpanExtensions
{
    public static TimeSpan WithJitter(this TimeSpan delay, double multiplier = 0.1)
    {
        // The official method takes the multiplier and always adds up to a tenth; callers rely on that bound.
        _ = multiplier;
        return delay + (delay * 0.1 * Random.Shared.NextDouble());
    }
}
