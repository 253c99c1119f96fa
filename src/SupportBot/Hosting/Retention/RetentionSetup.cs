using SupportBot.Core.Retention;

namespace SupportBot.Hosting.Retention;

internal static class RetentionSetup
{
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration("Retention").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<RetentionCleaner>().AddHostedService<NightlyRetention>();
    }
}
