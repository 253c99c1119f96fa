namespace SupportBot.Channels.DirectLine;

/// <summary>Keeps one remote address from asking for sessions without end.</summary>
internal static class SessionLimit
{
    /// <summary>Answers 429 to what is too much.</summary>
    public static RouteHandlerBuilder LimitSessions(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        if (http.RequestServices.GetRequiredService<DirectLineLimits>().Session(http) is not { } wait)
            return await next(context);
        return TooMany(http, wait, "Too many chats were asked for from your network. Please try again in a minute.");
    });

    public static IResult TooMany(HttpContext http, TimeSpan wait, string why)
    {
        http.Response.Headers.RetryAfter = DirectLineError.Seconds(wait);
        return Results.Problem(why, statusCode: StatusCodes.Status429TooManyRequests, title: "The chat is busy");
    }
}
