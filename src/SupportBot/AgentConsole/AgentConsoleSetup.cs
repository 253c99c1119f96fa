using SupportBot.AgentConsole.Api;
using SupportBot.AgentConsole.Pages;
using SupportBot.AgentConsole.SignIn;

namespace SupportBot.AgentConsole;

internal static class AgentConsoleSetup
{
    public static void AddAgentConsole(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<HandoffOptions>().BindConfiguration("Handoff").ValidateDataAnnotations().ValidateOnStart();
        services
            .AddConsolePages()
            .AddSingleton(provider => new OpeningHours(provider.GetRequiredService<IOptions<HandoffOptions>>().Value))
            .AddSingleton<AgentSessions>()
            .AddSingleton<AgentApi>()
            .AddSingleton<AgentEvents>()
            .AddHostedService<HandoffClock>()
            .AddAgentDocument();
        builder.AddAgentSignIn();
    }

    public static void MapAgentConsole(this WebApplication app)
    {
        if (!AgentSignIn.IsPossible(app.Configuration, app.Environment))
            return;
        app.MapAgentSignIn();
        app.MapConsolePages();
        app.MapAgentApi(takesNames: !app.Services.GetRequiredService<IOptions<AgentsOptions>>().Value.HasProvider);
    }
}
