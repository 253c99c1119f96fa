using SupportBot.Bot.Channel;

namespace SupportBot.Channels.Teams;

internal static class TeamsSetup
{
    public static IServiceCollection AddTeams(this IServiceCollection services)
    {
        services.AddOptions<TeamsOptions>().BindConfiguration("Teams").ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<TeamsTokens>()
            .AddSingleton<IChannelSignIn, TeamsSignIn>()
            .AddSingleton<IPrivateChats, PrivateChats>();
    }
}
