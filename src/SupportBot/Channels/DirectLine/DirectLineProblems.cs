using Microsoft.AspNetCore.WebUtilities;

namespace SupportBot.Channels.DirectLine;

/// <summary>Gives what no endpoint of Direct Line answered (no such path, another method) the shape of its errors.</summary>
internal sealed class DirectLineProblems : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => context.HttpContext.Request.Path.StartsWithSegments(DirectLineEndpoints.Base);

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        var status = http.Response.StatusCode;
        var result = status switch
        {
            StatusCodes.Status404NotFound => DirectLineError.NotFound("Direct Line has no such address."),
            StatusCodes.Status405MethodNotAllowed => DirectLineError.Of(status, "MethodNotAllowed", "This address takes other methods only."),
            StatusCodes.Status413PayloadTooLarge => DirectLineError.TooLarge("The body is too large."),
            StatusCodes.Status503ServiceUnavailable => DirectLineError.Unavailable(http),
            >= StatusCodes.Status500InternalServerError => DirectLineError.Trouble(),
            _ => DirectLineError.Of(status, "BadArgument", context.ProblemDetails.Detail ?? ReasonPhrases.GetReasonPhrase(status)),
        };
        await result.ExecuteAsync(http);
    }
}
