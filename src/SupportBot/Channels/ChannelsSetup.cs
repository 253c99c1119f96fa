using Microsoft.Bot.Builder;
using Microsoft.Extensions.Options;
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
        // The SDK's own calls: it takes the client without a name.
        services.AddSingleton<ChannelCircuits>().AddTransient<ChannelCallHandler>().AddTransient<ConversationHeader>();
        services.AddHttpClient(Options.DefaultName).AddHttpMessageHandler<ConversationHeader>().AddHttpMessageHandler<ChannelCallHandler>();
        services.AddBotFrameworkTrust(builder.Configuration);
        services.AddOptions<IdentityOptions>().BindConfiguration("Identity");
        services.AddSingleton<RowRescue>();
        services.AddSingleton<Inbox>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<Connectors>();
        services.AddSingleton<ReplyStreams>();
        services.AddSingleton(NewAdapter);
        services.AddSingleton<TurnRunner>();
        services.AddSingleton<OutboxSender>().AddHostedService(provider => provider.GetRequiredService<OutboxSender>());
        services.AddSingleton<TurnQueue>().AddHostedService(provider => provider.GetRequiredService<TurnQueue>());
        services.AddSingleton<HandoffLines>();
        services.AddSingleton<HandoffEventsMiddleware>();
        services.AddSingleton<ICustomerLine, CustomerLine>();
        services.AddSingleton(_ => new BodyRoom(BodyRoom.MaxBytes));
        services.AddSingleton<MessagesEndpoint>();
        services.AddSingleton<DevelopmentIdentity>();
        services.AddSingleton<ActAsMiddleware>();
        services.AddTeams();
        services.AddSingleton<IFeedback, SqlFeedback>();
        services.AddSingleton<CardTapMiddleware>();
        services.AddSingleton<FeedbackMiddleware>();
    }

    public static void MapChannels(this WebApplication app)
    {
        if (app.Services.GetRequiredService<MessagesAccess>().IsMapped)
            app.MapPost("/api/messages", (MessagesEndpoint endpoint, HttpRequest request, CancellationToken ct) => endpoint.PostAsync(request, ct));
        app.Lifetime.ApplicationStarted.Register(app.Services.GetRequiredService<AccessWarnings>().Say);
    }

    /// <summary>The adapter with what stands before the bot. Made when it is needed, so that a setting that can't work is named first.</summary>
    private static ChannelAdapter NewAdapter(IServiceProvider provider)
    {
        var adapter = ActivatorUtilities.CreateInstance<ChannelAdapter>(provider);
        adapter.Use(provider.GetRequiredService<HandoffEventsMiddleware>()).Use(provider.GetRequiredService<FeedbackMiddleware>()).Use(provider.GetRequiredService<CardTapMiddleware>());
        if (provider.GetRequiredService<IHostEnvironment>().IsDevelopment())
            adapter.Use(provider.GetRequiredService<ActAsMiddleware>());
        return adapter;
    }
}
