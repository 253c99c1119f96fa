using SupportBot.Channels.DirectLine;

namespace SupportBot.Channels.WebChat;

internal static class WebChatSetup
{
    public static IServiceCollection AddWebChat(this IServiceCollection services)
    {
        services.AddOptions<WebChatOptions>().BindConfiguration("WebChat")
            .PostConfigure<IHostEnvironment>(ExampleShop.LendSecret)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PageTextCatalog>();
        services.AddSingleton<ShopTokens>();
        services.AddSingleton<Strangers>();
        services.AddSingleton<WebChatSessions>();
        services.AddSingleton<ExampleShop>();
        services.UseFirst(UseSessionOrigins);
        services.AddSingleton(provider => new ShopKeys(
            new HttpClient { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 1024 * 1024 },
            provider.GetRequiredService<IOptions<WebChatOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>The session id goes with a cookie, so only the shop's pages may ask for it.</summary>
    private static void UseSessionOrigins(IApplicationBuilder app)
    {
        var origins = app.ApplicationServices.GetRequiredService<IOptions<WebChatOptions>>().Value.AllowedOrigins;
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(DirectLineEndpoints.Session),
            session => session.UseCors(cors => cors.WithOrigins([.. origins]).AllowAnyHeader().WithMethods(HttpMethods.Get).AllowCredentials()));
    }
}
