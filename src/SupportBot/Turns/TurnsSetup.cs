using Microsoft.Bot.Builder;
using SupportBot.Core.Feedback;

namespace SupportBot.Turns;

internal static class TurnsSetup
{
    public static IServiceCollection AddTurns(this IServiceCollection services)
    {
        // The SDK's own calls: it takes the client without a name.
        services.AddSingleton<ChannelCircuits>().AddTransient<ChannelCallHandler>().AddTransient<ConversationHeader>();
        services.AddHttpClient(Options.DefaultName).AddHttpMessageHandler<ConversationHeader>().AddHttpMessageHandler<ChannelCallHandler>();
        services.AddSingleton<UnreadableRows>();
        services.AddSingleton<Inbox>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<Connectors>();
        services.AddSingleton<ReplyStreams>();
        services.AddSingleton(NewAdapter);
        services.AddSingleton<TurnRunner>();
        services.AddSingleton<OutboxSender>().AddHostedService(provider => provider.GetRequiredService<OutboxSender>());
        services.AddSingleton<TurnQueue>().AddHostedService(provider => provider.GetRequiredService<TurnQueue>());
        services.AddSingleton<HandoffNotifier>();
        services.AddSingleton<HandoffEventsMiddleware>();
        services.AddSingleton<ICustomerMessenger, CustomerMessenger>();
        services.AddSingleton(_ => new RequestMemory(RequestMemory.MaxBytes));
        services.AddSingleton<ActAsMiddleware>();
        services.AddSingleton<IFeedback, SqlFeedback>();
        services.AddSingleton<CardTapMiddleware>();
        services.AddSingleton<FeedbackMiddleware>();
        return services;
    }

    /// <summary>The adapter with what stands before the bot. Made when it is needed, so that a setting that can't work is named first.</summary>
    private static ChannelAdapter NewAdapter(IServiceProvider provider)
    {
        var adapter = ActivatorUtilities.CreateInstance<ChannelAdapter>(provider);
        adapter.Use(provider.GetRequiredService<HandoffEventsMiddleware>())
            .Use(provider.GetRequiredService<FeedbackMiddleware>())
            .Use(provider.GetRequiredService<CardTapMiddleware>());
        if (provider.GetRequiredService<IHostEnvironment>().IsDevelopment())
            adapter.Use(provider.GetRequiredService<ActAsMiddleware>());
        return adapter;
    }
}
