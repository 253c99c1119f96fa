using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace SupportBot.Hosting;

/// <summary>Answers what the server couldn't take of a request (cut off, too slow, too large, too much at once). It is not logged:
/// anybody can send such a thing, as often as they like.</summary>
internal sealed class BadRequestHandler : IExceptionHandler
{
    /// <summary>How long to wait when there was too much at once.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException refused)
            return false;
        if (refused.StatusCode == StatusCodes.Status429TooManyRequests)
            httpContext.Response.Headers.RetryAfter = Pause.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        await Results.Problem(refused.Message, statusCode: refused.StatusCode, title: ReasonPhrases.GetReasonPhrase(refused.StatusCode))
            .ExecuteAsync(httpContext);
        return true;
    }
}
