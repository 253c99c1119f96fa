using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using SupportBot.Language.Models;
using SupportBot.Language.Understanding;

namespace SupportBot.Language;

/// <summary>Registers the language: the model that the section <c>Llm</c> names, with rules and templates behind it.</summary>
public static class LanguageSetup
{
    public static IServiceCollection AddLanguage(this IServiceCollection services, LanguagePlaces places)
    {
        services.AddOptions<LlmOptions>().BindConfiguration(LlmOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ILanguage, ModelLanguage>();
        services.AddSingleton(provider => new ModelHost(
            provider.GetRequiredService<IOptions<LlmOptions>>(), places, provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ModelHost>>()));
        services.AddSingleton(provider => new EncoderHost(
            places, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<EncoderHost>>()));
        services.AddSingleton<ICurrentEncoder>(provider => provider.GetRequiredService<EncoderHost>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<EncoderHost>());
        services.AddSingleton<ICurrentModel>(provider => provider.GetRequiredService<ModelHost>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ModelHost>());
        return services;
    }
}
