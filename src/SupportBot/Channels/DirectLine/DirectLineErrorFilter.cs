namespace SupportBot.Channels.DirectLine;

/// <summary>Gives what goes wrong in a Direct Line call the shape that its clients read.</summary>
internal sealed partial class DirectLineErrorFilter(ILogger<DirectLineErrorFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (BadHttpRequestException error)
        {
            return error.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => DirectLineError.TooLarge("The body is too large."),
                StatusCodes.Status429TooManyRequests => DirectLineError.TooMany(context.HttpContext, BadRequestHandler.Pause),
                _ => DirectLineError.BadArgument("The request could not be read."),
            };
        }
        catch (Exception error) when (!context.HttpContext.Response.HasStarted
            && (error is StorageUnavailableException || !context.HttpContext.RequestAborted.IsCancellationRequested))
        {
            LogFailed(context.HttpContext.Request.Path, error);
            return error is StorageUnavailableException ? DirectLineError.Unavailable(context.HttpContext) : DirectLineError.Trouble();
        }
    }

    [LoggerMessage(LogLevel.Error, "The Direct Line call {Path} failed")]
    private partial void LogFailed(string path, Exception error);
}
