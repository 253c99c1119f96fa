using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportBot.Core.Conversation;

namespace SupportBot.Language;

/// <summary>Registers the language over whatever model is current; <see cref="Runtime.ICurrentModel"/> and the options are the caller's to register.</summary>
internal static class ModelLanguageRegistration
{
    public static IServiceCollection AddModelLanguage(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<ILanguage, ModelLanguage>();
    }
}
