namespace SupportBot.DirectLine;

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

    public static IResult Trouble() =>
        Of(StatusCodes.Status500InternalServerError, "ServiceError", "Something went wrong on our side; please try again.");

    private static IResult Of(int status, string code, string message) =>
        Results.Json(new { error = new { code, message } }, statusCode: status);
}
