using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;
using SupportBot.Channels.Teams;
using SupportBot.Core.Feedback;
using SupportBot.Core.Identity;

namespace SupportBot.Channels;

/// <summary>Registers the way of a turn and maps the Bot Framework endpoint.</summary>
internal static class ChannelsSetup
{
    public static void AddChannels(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (configuration["BotFramework:OpenIdMetadata"] is { Length: > 0 } metadata)
            UseOwnMetadata(configuration, metadata);

        var services = builder.Services;
        services.AddHttpClient();
        services.AddOptions<MicrosoftAppOptions>().Configure(options => options.Id = configuration["MicrosoftAppId"]);
        services.AddOptions<IdentityOptions>().BindConfiguration("Identity");
        services.AddSingleton<ServiceClientCredentialsFactory, ConfigurationServiceClientCredentialFactory>();
        services.AddSingleton<BotFrameworkAuthentication, ConfigurationBotFrameworkAuthentication>();
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
        services.AddTeams();
        services.AddSingleton(SqlFeedback.Tables).AddSingleton<IFeedback, SqlFeedback>();
        services.AddSingleton<CardTapMiddleware>();
        services.AddSingleton<FeedbackMiddleware>();
    }

    public static void MapChannels(this WebApplication app)
    {
        var adapter = app.Services.GetRequiredService<ChannelAdapter>();
        adapter.Use(app.Services.GetRequiredService<FeedbackMiddleware>()).Use(app.Services.GetRequiredService<CardTapMiddleware>());
        if (app.Environment.IsDevelopment())
            adapter.Use(app.Services.GetRequiredService<ActAsMiddleware>());
        if (app.Environment.IsDevelopment() || !string.IsNullOrWhiteSpace(app.Configuration["MicrosoftAppId"]))
            app.MapPost("/api/messages", (MessagesEndpoint endpoint, HttpRequest request, CancellationToken ct) => endpoint.PostAsync(request, ct));
    }

    // The SDK fills in none of these settings as soon as one is given.
    private static void UseOwnMetadata(ConfigurationManager configuration, string metadata)
    {
        configuration["ToBotFromChannelOpenIdMetadataUrl"] = metadata;
        configuration["ToBotFromChannelTokenIssuer"] ??= AuthenticationConstants.ToBotFromChannelTokenIssuer;
        configuration["ToBotFromEmulatorOpenIdMetadataUrl"] ??= AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl;
        configuration["ToChannelFromBotLoginUrl"] ??= AuthenticationConstants.ToChannelFromBotLoginUrlTemplate;
        configuration["ToChannelFromBotOAuthScope"] ??= AuthenticationConstants.ToChannelFromBotOAuthScope;
        configuration["OAuthUrl"] ??= AuthenticationConstants.OAuthUrl;
        configuration["CallerId"] ??= CallerIdConstants.PublicAzureChannel;
    }
}
