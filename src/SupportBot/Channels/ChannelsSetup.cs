using Microsoft.Bot.Builder;

namespace SupportBot.Channels;

/// <summary>Registers the way of a turn and maps the Bot Framework endpoint.</summary>
internal static class ChannelsSetup
{
    public static void AddChannels(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpClient();
        services.AddBotFrameworkTrust(builder.Configuration);
        services.AddOptions<IdentityOptions>().BindConfiguration("Identity");
        services.AddSingleton(Inbox.Tables).AddSingleton<Inbox>();
        services.AddSingleton(Outbox.Tables).AddSingleton<Outbox>();
        services.AddSingleton<Connectors>();
        services.AddSingleton<ReplyStreams>();
        services.AddSingleton<ChannelAdapter>();
        services.AddSingleton<TurnRunner>();
        services.AddSingleton<OutboxSender>().AddHostedService(provider => provider.GetRequiredService<OutboxSender>());
        services.AddSingleton<TurnQueue>().AddHostedService(provider => provider.GetRequiredService<TurnQueue>());
        services.AddSingleton<MessagesEndpoint>();
        services.AddSingleton<DevelopmentIdentity>();
        services.AddSingleton<ActAsMiddleware>();
    }

    public static void MapChannels(this WebApplication app)
    {
        var access = app.Services.GetRequiredService<MessagesAccess>();
        if (app.Environment.IsDevelopment())
            app.Services.GetRequiredService<ChannelAdapter>().Use(app.Services.GetRequiredService<ActAsMiddleware>());
        if (access.IsMapped)
            app.MapPost("/api/messages", (MessagesEndpoint endpoint, HttpRequest request, CancellationToken ct) => endpoint.PostAsync(request, ct));
        app.Lifetime.ApplicationStarted.Register(app.Services.GetRequiredService<AccessWarnings>().Say);
    }
}
