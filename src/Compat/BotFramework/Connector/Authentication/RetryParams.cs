using System;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Whether to try again, and when. Stands for <c>Microsoft.Bot.Connector.Authentication.RetryParams</c>.</summary>
public class RetryParams
{
    private const int MaxRetries = 10;
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BackOffDelay = TimeSpan.FromMilliseconds(50);

    public RetryParams()
    {
    }

    public RetryParams(TimeSpan retryAfter, bool shouldRetry = true)
    {
        ShouldRetry = shouldRetry;
        RetryAfter = retryAfter > LongestDelay ? LongestDelay : retryAfter;
    }

    public static RetryParams StopRetrying => new RetryParams { ShouldRetry = false };

    public bool ShouldRetry { get; set; }

    public TimeSpan RetryAfter { get; set; }

    public static RetryParams DefaultBackOff(int retryCount) => retryCount < MaxRetries ? new RetryParams(BackOffDelay) : StopRetrying;
}
