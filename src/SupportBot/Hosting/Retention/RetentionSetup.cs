using SupportBot.Core.Retention;

namespace SupportBot.Hosting.Retention;

/// <summary>Registers what removes rows whose time is over.</summary>
internal static class RetentionSetup
{
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration("Retention").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<RetentionCleaner>().AddHostedService<NightlyRetention>();
    }
}
