using Microsoft.Extensions.Options;
using SupportBot.Core.Identity;
using SupportBot.Core.Orders;

namespace SupportBot.WebChat;

/// <summary>Where the chat page and the widget get their conversation.</summary>
internal static class WebChatEndpoints
{
    private const int SampleCustomers = 60;

    public static IServiceCollection AddWebChat(this IServiceCollection services)
    {
        services.AddOptions<WebChatOptions>().BindConfiguration("WebChat").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(ShopTokens.Tables);
        services.AddSingleton<ShopTokens>();
        services.AddSingleton(Strangers.Tables).AddSingleton<Strangers>();
        services.AddSingleton<WebChatSessions>();
        services.AddSingleton(provider => new ShopKeys(
            new HttpClient { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 1024 * 1024 },
            provider.GetRequiredService<IOptions<WebChatOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    public static IEndpointRouteBuilder MapWebChat(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/webchat/session", (HttpRequest request, WebChatSessions sessions, CancellationToken ct) => sessions.OpenAsync(request, ct));
        endpoints.MapPost("/api/webchat/link-code", (HttpRequest request, WebChatSessions sessions, CancellationToken ct) => sessions.GiveLinkCodeAsync(request, ct));
        // Customers' names are for those who try the bot out; in production nobody gets such a list.
        if (endpoints.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment())
            endpoints.MapGet("/api/webchat/customers", ListSampleCustomersAsync);
        return endpoints;
    }

    private static async Task<IResult> ListSampleCustomersAsync(ISampleCustomers samples, CancellationToken ct)
    {
        try
        {
            var list = await samples.ListAsync(SampleCustomers, ct);
            return Results.Ok(list.Select(customer => new { customer.UserId, customer.Name, customer.OrderCount }));
        }
        catch (OrdersUnavailableException error)
        {
            return Results.Problem(error.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: "The orders database can't be read");
        }
    }
}
