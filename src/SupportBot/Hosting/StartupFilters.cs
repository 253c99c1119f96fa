namespace SupportBot.Hosting;

internal static class StartupFilters
{
    /// <summary>Puts something before all that the program builds itself, in the order in which features ask for it.</summary>
    public static IServiceCollection UseFirst(this IServiceCollection services, Action<IApplicationBuilder> use) =>
        services.AddTransient<IStartupFilter>(_ => new First(use));

    private sealed class First(Action<IApplicationBuilder> use) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => use + next;
    }
}
