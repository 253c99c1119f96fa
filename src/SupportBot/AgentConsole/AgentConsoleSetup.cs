namespace SupportBot.AgentConsole;

/// <summary>Registers and maps what agents see: so far, the handoffs to read, in Development.</summary>
internal static class AgentConsoleSetup
{
    public static IServiceCollection AddAgentConsole(this IServiceCollection services) => services
        .AddSingleton<AgentSessions>()
        .AddSingleton<AgentApi>();

    public static void MapAgentConsole(this WebApplication app)
    {
        // Agents' sign-in is by OpenID Connect and not built yet: outside Development nobody gets in.
        if (!app.Environment.IsDevelopment())
            return;
        var api = app.Services.GetRequiredService<AgentApi>();
        var group = app.MapGroup("/api/agent");
        group.MapPost("session", api.SignIn);
        group.MapGet("handoffs", api.ListAsync).AddEndpointFilter(RequireAgentAsync);
        group.MapGet("handoffs/{id}", api.GetAsync).AddEndpointFilter(RequireAgentAsync);
    }

    private static async ValueTask<object?> RequireAgentAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var sessions = context.HttpContext.RequestServices.GetRequiredService<AgentSessions>();
        var header = request.Headers.Authorization.ToString();
        const string scheme = "Bearer ";
        var name = header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? sessions.AgentOf(header[scheme.Length..].Trim()) : null;
        if (name is not null)
            return await next(context);
        context.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.Problem("Sign in first: POST /api/agent/session {\"name\":\"…\"} gives a token for the Authorization header.", statusCode: StatusCodes.Status401Unauthorized);
    }
}
