using Microsoft.Extensions.Options;
using SupportBot.Core.Handoff;

namespace SupportBot.AgentConsole;

/// <summary>Registers and maps what agents see and do.</summary>
internal static class AgentConsoleSetup
{
    public static IServiceCollection AddAgentConsole(this IServiceCollection services)
    {
        services.AddOptions<HandoffOptions>().BindConfiguration("Handoff");
        services.AddSingleton<IValidateOptions<HandoffOptions>, Check>();
        services.AddOptionsWithValidateOnStart<HandoffOptions>();
        return services
            .AddConsolePages()
            .AddDevelopmentSignIn()
            .AddSingleton(provider => new OpeningHours(provider.GetRequiredService<IOptions<HandoffOptions>>().Value))
            .AddSingleton<AgentSessions>()
            .AddSingleton<AgentApi>()
            .AddSingleton<AgentEvents>()
            .AddHostedService<HandoffClock>();
    }

    public static void MapAgentConsole(this WebApplication app)
    {
        // Agents' sign-in is by OpenID Connect and not built yet: outside Development nobody gets in.
        if (!app.Environment.IsDevelopment())
            return;
        app.MapDevelopmentSignIn();
        app.MapConsolePages();
        var api = app.Services.GetRequiredService<AgentApi>();
        var group = app.MapGroup("/api/agent");
        group.MapPost("session", api.SignIn);

        var handoffs = group.MapGroup("handoffs").AddEndpointFilter(RequireAgentAsync);
        handoffs.MapGet("", api.ListAsync);
        handoffs.MapGet("{id}", api.GetAsync);
        handoffs.MapPost("{id}/accept", (string id, HttpContext context, CancellationToken ct) => api.AcceptAsync(id, AgentOf(context), ct));
        handoffs.MapPost("{id}/messages", (string id, TextRequest body, HttpContext context, CancellationToken ct) => api.SayAsync(id, body, AgentOf(context), ct));
        handoffs.MapPost("{id}/notes", (string id, TextRequest body, HttpContext context, CancellationToken ct) => api.NoteAsync(id, body, AgentOf(context), ct));
        handoffs.MapPost("{id}/typing", (string id, HttpContext context, CancellationToken ct) => api.TypeAsync(id, AgentOf(context), ct));
        handoffs.MapPost("{id}/release", (string id, HttpContext context, CancellationToken ct) => api.ReleaseAsync(id, AgentOf(context), ct));
        handoffs.MapPost("{id}/close", (string id, CloseRequest body, HttpContext context, CancellationToken ct) => api.CloseAsync(id, body, AgentOf(context), ct));
        group.MapGet("events", (AgentEvents events, CancellationToken ct) => events.Listen(ct)).AddEndpointFilter(RequireAgentAsync);
    }

    private static Agent AgentOf(HttpContext context) => context.Features.Get<Agent>() ?? throw new InvalidOperationException("The endpoint lacks its filter.");

    private static async ValueTask<object?> RequireAgentAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var sessions = context.HttpContext.RequestServices.GetRequiredService<AgentSessions>();
        var header = request.Headers.Authorization.ToString();
        const string scheme = "Bearer ";
        // A browser's EventSource can't send a header.
        var token = header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? header[scheme.Length..].Trim()
            : request.Path.Value!.EndsWith("/events", StringComparison.Ordinal) ? request.Query["access_token"].ToString() : "";
        if (sessions.AgentOf(token) is { } agent)
        {
            context.HttpContext.Features.Set(agent);
            return await next(context);
        }

        context.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem("Sign in first: POST /api/agent/session {\"name\":\"…\"} gives a token for the Authorization header.", statusCode: StatusCodes.Status401Unauthorized);
    }

    private sealed class Check : IValidateOptions<HandoffOptions>
    {
        public ValidateOptionsResult Validate(string? name, HandoffOptions options) =>
            options.Mistakes().ToList() is { Count: > 0 } mistakes ? ValidateOptionsResult.Fail(mistakes) : ValidateOptionsResult.Success;
    }
}
