using SupportBot.Hosting.Tokens;

namespace SupportBot.Channels.DirectLine;

internal static class DirectLineSetup
{
    public static IServiceCollection AddDirectLine(this IServiceCollection services)
    {
        services.AddOptions<DirectLineOptions>().BindConfiguration("DirectLine").ValidateDataAnnotations().ValidateOnStart();
        services.AddCors();
        // The first writer that can write does.
        services.Insert(0, ServiceDescriptor.Singleton<IProblemDetailsWriter, DirectLineProblems>());
        services.AddSingleton<DirectLineLimits>();
        services.AddSingleton<DirectLineConversations>();
        services.AddSingleton<DirectLineActivities>();
        services.AddSingleton<DirectLineUploads>();
        services.AddSingleton<BotSpace>().AddHostedService<DirectLineUploadCleaner>();
        services.AddSingleton<DirectLineStreams>();
        services.AddSingleton<DirectLineSocket>();
        services.AddSingleton<DirectLineKeys>();
        services.AddSingleton<UsedTokens>();
        services.AddSingleton<PreviousSecrets>();
        services.AddSingleton<DirectLineTokens>();
        services.AddSingleton<DirectLineReceiver>();
        services.AddSingleton<DirectLineConnector>();
        services.AddSingleton(provider => new LocalConnector(
            DirectLineChannel.Id, DirectLineChannel.ServiceUrl, provider.GetRequiredService<DirectLineConnector>(),
            provider.GetRequiredService<DirectLineStreams>().IsHeard));
        return services.UseFirst(UseSocketsAndCors);
    }

    /// <summary>Sockets and cross-origin calls need a place in the pipeline before the endpoints.</summary>
    private static void UseSocketsAndCors(IApplicationBuilder app)
    {
        app.UseWebSockets(new WebSocketOptions
        {
            KeepAliveInterval = TimeSpan.FromSeconds(30),
            KeepAliveTimeout = TimeSpan.FromSeconds(30),
        });

        // Only the session id goes with a cookie, so only the web chat's own rule knows origins; all else takes a token
        // that no browser sends by itself.
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(DirectLineEndpoints.Base)
                && !context.Request.Path.StartsWithSegments(DirectLineEndpoints.Session),
            calls => calls.UseCors(cors => cors
                .AllowAnyOrigin().AllowAnyHeader().WithMethods(HttpMethods.Get, HttpMethods.Post)
                .WithExposedHeaders("Retry-After").SetPreflightMaxAge(TimeSpan.FromHours(1))));
    }
}
