using Microsoft.Extensions.Diagnostics.HealthChecks;
using SupportBot.Channels.BotFramework;
using SupportBot.Hosting.Faq;
using SupportBot.Language.Models;

namespace SupportBot.Hosting.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: a customer's message would be answered.</summary>
internal static class Readiness
{
    public static IServiceCollection AddReadiness(this IServiceCollection services)
    {
        services.AddSingleton<HealthProbe>();
        services.AddHealthChecks();
        AddCheck(services, "orders", TimeSpan.Zero, provider => async ct =>
            await provider.GetRequiredService<IOrdersCheck>().RunAsync(ct) is { Fits: false } report ? string.Join(' ', report.Errors) : null);
        AddCheck(services, "database", TimeSpan.FromSeconds(1), provider => provider.GetRequiredService<HealthProbe>().FaultAsync);
        return services;
    }

    private static void AddCheck(
        IServiceCollection services, string name, TimeSpan keptFor, Func<IServiceProvider, Func<CancellationToken, Task<string?>>> faultOf)
    {
        services.AddKeyedSingleton(name, (provider, _) => new SharedCheck(faultOf(provider), keptFor, provider.GetRequiredService<TimeProvider>()));
        services.AddHealthChecks().Add(new(name, provider => provider.GetRequiredKeyedService<SharedCheck>(name), failureStatus: null, tags: null));
    }

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new() { Predicate = _ => false, ResponseWriter = WriteAsync });
        endpoints.MapHealthChecks("/health/ready", new() { ResponseWriter = WriteAsync });
    }

    // The bot is ready while its models are not: numbers and buttons are understood, and written sentences answer.
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var encoder = context.RequestServices.GetRequiredService<EncoderHost>();
        var model = context.RequestServices.GetRequiredService<ModelHost>().Status;
        var faq = context.RequestServices.GetRequiredService<FaqPages>();
        var messages = context.RequestServices.GetRequiredService<MessagesAccess>();
        return context.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status == HealthStatus.Healthy ? "ready" : "not ready",
                botFramework = Settings.BotFrameworkInWords,
                botDialogs = Settings.BotDialogs,
                language = $"understood by {encoder.InWords}, worded by {model.InWords}",
                encoder = encoder.Fault ?? "ok",
                model = new { name = model.Name, state = model.State.ToString().ToLowerInvariant(), backend = model.Backend, detail = model.Detail },
                messages = new { mapped = messages.IsMapped, authenticated = messages.IsAuthenticated, detail = messages.InWords },
                faq = new { pages = faq.Pages, sections = faq.Sections.Count },
                checks = report.Entries.ToDictionary(
                    entry => entry.Key,
                    entry => entry.Value.Description ?? (entry.Value.Status == HealthStatus.Healthy ? "ok" : "failed; the log tells more")),
            },
            context.RequestAborted);
    }
}
