using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Microsoft.Bot.Connector.Authentication;

/// <summary>Runs a task again until it succeeds or its handler gives up. Stands for <c>Microsoft.Bot.Connector.Authentication.Retry</c>.</summary>
public static class Retry
{
    public static async Task<TResult> Run<TResult>(Func<Task<TResult>> task, Func<Exception, int, RetryParams> retryExceptionHandler)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(retryExceptionHandler);

        var failures = new List<Exception>();
        while (true)
        {
            RetryParams retry;
            try
            {
                return await task();
            }
            catch (Exception failure)
            {
                retry = retryExceptionHandler(failure, failures.Count);
                failures.Add(failure);
            }

            if (!retry.ShouldRetry)
                throw new AggregateException("Failed to acquire token for client credentials.", failures);
            await Task.Delay(retry.RetryAfter.WithJitter());
        }
    }
}
