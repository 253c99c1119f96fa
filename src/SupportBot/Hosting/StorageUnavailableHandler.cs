using Microsoft.AspNetCore.Diagnostics;

namespace SupportBot.Hosting;

/// <summary>Answers 503 to what can't be done because the bot's own database can't be used just now.</summary>
internal sealed partial class StorageUnavailableHandler(ILogger<StorageUnavailableHandler> logger) : IExceptionHandler
{
    /// <summary>In seconds.</summary>
    public const string RetryAfter = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not StorageUnavailableException)
            return false;
        LogUnavailable(httpContext.Request.Path, exception);
        httpContext.Response.Headers.RetryAfter = RetryAfter;
        // Its words go to customers and channels; what is wrong with the disk is the operator's business.
        await Results.Problem("Nothing can be stored right now. Please try again in a moment.", statusCode: StatusCodes.Status503ServiceUnavailable, title: "Not available right now")
            .ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "{Path} is answered with 503: the bot's own database can't be used")]
    private partial void LogUnavailable(string path, Exception error);
}
