using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Bot.Connector.Authentication;

namespace Microsoft.Bot.Connector;

/// <summary>Runs something again for as long as a handler asks for it. Stands for <c>Microsoft.Bot.Connector.RetryAction</c>.</summary>
public static class RetryAction
{
    /// <exception cref="AggregateException">All that went wrong, once the handler has given up.</exception>
    public static async Task<TResult> RunAsync<TResult>(Func<Task<TResult>> task, Func<Exception, int, RetryParams> retryExceptionHandler)
    {
        var exceptions = new List<Exception>();
        while (true)
        {
            RetryParams retry;
            try
            {
                return await task().ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                retry = retryExceptionHandler(exception, exceptions.Count);
                exceptions.Add(exception);
            }

            if (!retry.ShouldRetry)
            {
                throw new AggregateException("Failed to perform the required operation.", exceptions);
            }

            await Task.Delay(retry.RetryAfter.WithJitter()).ConfigureAwait(false);
        }
    }
}
