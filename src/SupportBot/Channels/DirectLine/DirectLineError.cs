namespace SupportBot.Channels.DirectLine;

/// <summary>The one shape of a Direct Line error: <c>{"error":{"code","message"}}</c>.</summary>
internal static class DirectLineError
{
    public static IResult BadArgument(string message) => Of(StatusCodes.Status400BadRequest, "BadArgument", message);

    public static IResult MissingProperty(string message) => Of(StatusCodes.Status400BadRequest, "MissingProperty", message);

    public static IResult Unauthorized(string message) => Of(StatusCodes.Status401Unauthorized, "Unauthorized", message);

    public static IResult Forbidden(string message) => Of(StatusCodes.Status403Forbidden, "Forbidden", message);

    public static IResult TokenExpired() => Of(StatusCodes.Status403Forbidden, "TokenExpired", "The token has expired.");

    public static IResult NotFound(string message) => Of(StatusCodes.Status404NotFound, "NotFound", message);

    public static IResult TooLarge(string message) => Of(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", message);

    /// <param name="wait">Told in seconds, as HTTP has it. Real clients read milliseconds, and give up after them.</param>
    public static IResult TooMany(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Seconds(wait);
        return Of(StatusCodes.Status429TooManyRequests, "TooManyRequests", "That is too much at once; please wait a little.");
    }

    public static IResult Unavailable(HttpContext context)
    {
        context.Response.Headers.RetryAfter = StorageUnavailableHandler.RetryAfter;
        return Of(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "Nothing can be taken right now; please try again in a moment.");
    }

    public static IResult Trouble() =>
        Of(StatusCodes.Status500InternalServerError, "ServiceError", "Something went wrong on our side; please try again.");

    /// <summary>The bot had trouble (<c>BotError</c>) or said no (<c>BotRejectedActivity</c>); clients then know to go another way.</summary>
    public static IResult Bot(string code, string message) => Of(StatusCodes.Status502BadGateway, code, message);

    public static IResult Of(int status, string code, string message) =>
        Results.Json(new { error = new { code, message } }, statusCode: status);

    public static string Seconds(TimeSpan wait) => Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
