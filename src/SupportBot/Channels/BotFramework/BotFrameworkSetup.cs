namespace SupportBot.Channels.BotFramework;

internal static class BotFrameworkSetup
{
    public static void AddBotFramework(this WebApplicationBuilder builder)
    {
        builder.Services.AddBotFrameworkTrust(builder.Configuration);
        builder.Services.AddOptions<IdentityOptions>().BindConfiguration("Identity");
        builder.Services.AddSingleton<MessagesEndpoint>().AddSingleton<DevelopmentIdentity>();
    }

    public static void MapBotFramework(this WebApplication app)
    {
        if (app.Services.GetRequiredService<MessagesAccess>().IsMapped)
            app.MapPost("/api/messages", (MessagesEndpoint endpoint, HttpRequest request, CancellationToken ct) => endpoint.PostAsync(request, ct));
        app.Lifetime.ApplicationStarted.Register(app.Services.GetRequiredService<AccessWarnings>().Say);
    }
}
