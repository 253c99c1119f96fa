using SupportBot.Channels.DirectLine;

namespace SupportBot.Channels.WebChat;

internal static class WebChatEndpoints
{
    private const int SampleCustomers = 60;

    public static IEndpointRouteBuilder MapWebChat(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/webchat/session", (HttpRequest request, WebChatSessions sessions, CancellationToken ct) => sessions.OpenAsync(request, ct))
            .LimitSessions();
        endpoints.MapPost("/api/webchat/link-code", (HttpRequest request, WebChatSessions sessions, CancellationToken ct) =>
            sessions.GiveLinkCodeAsync(request, ct))
            .LimitSessions();
        endpoints.MapGet("/api/webchat/origin", TellOrigin);
        // Customers' names are for those who try the bot out; in production nobody gets such a list.
        if (endpoints.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            endpoints.MapGet("/api/webchat/customers", ListSampleCustomersAsync);
            endpoints.MapExampleShop();
        }

        return endpoints;
    }

    /// <summary>Tells the widget whether its page may frame the chat, so that it can say what is missing; the rule itself
    /// is the <c>frame-ancestors</c> of the framed page.</summary>
    private static IResult TellOrigin(HttpContext context, IOptions<WebChatOptions> options, IHostEnvironment environment)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.CacheControl = "no-cache";
        headers.Vary = "Origin";
        // A page of our own origin sends none with a GET.
        var origin = context.Request.Headers.Origin.ToString();
        var allowed = origin.Length == 0 ? environment.IsDevelopment() : options.Value.AllowedOrigins.Contains(origin);
        return Results.Ok(new { allowed });
    }

    private static async Task<IResult> ListSampleCustomersAsync(HttpRequest request, ISampleCustomers samples, PageTextCatalog words, CancellationToken ct)
    {
        try
        {
            var list = await samples.ListAsync(SampleCustomers, ct);
            return Results.Ok(list.Select(customer => new { customer.UserId, customer.Name, customer.OrderCount }));
        }
        catch (OrdersUnavailableException error)
        {
            return Results.Problem(error.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: words.For(request)["OrdersUnreadableTitle"]);
        }
    }
}
