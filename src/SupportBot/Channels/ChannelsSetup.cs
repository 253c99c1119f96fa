using Microsoft.Bot.Builder;
using SupportBot.Channels.Teams;
using SupportBot.Core.Feedback;
using SupportBot.Core.Handoff;

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
        services.AddSingleton<HandoffLines>();
        services.AddSingleton<HandoffEventsMiddleware>();
        services.AddSingleton<ICustomerLine, CustomerLine>();
        services.AddSingleton<MessagesEndpoint>();
        services.AddSingleton<DevelopmentIdentity>();
        services.AddSingleton<ActAsMiddleware>();
        services.AddTeams();
        services.AddSingleton(SqlFeedback.Tables).AddSingleton<IFeedback, SqlFeedback>();
        services.AddSingleton<CardTapMiddleware>();
        services.AddSingleton<FeedbackMiddleware>();
    }

    public static void MapChannels(this WebApplication app)
    {
        var adapter = app.Services.GetRequiredService<ChannelAdapter>();
        adapter.Use(app.Services.GetRequiredService<HandoffEventsMiddleware>()).Use(app.Services.GetRequiredService<FeedbackMiddleware>()).Use(app.Services.GetRequiredService<CardTapMiddleware>());
        if (app.Environment.IsDevelopment())
            adapter.Use(app.Services.GetRequiredService<ActAsMiddleware>());
        if (app.Services.GetRequiredService<MessagesAccess>().IsMapped)
            app.MapPost("/api/messages", (MessagesEndpoint endpoint, HttpRequest request, CancellationToken ct) => endpoint.PostAsync(request, ct));
        app.Lifetime.ApplicationStarted.Register(app.Services.GetRequiredService<AccessWarnings>().Say);
    }
}
