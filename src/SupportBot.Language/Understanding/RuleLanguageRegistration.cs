using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Conversation;

namespace SupportBot.Language.Understanding;

/// <summary>Registers the language.</summary>
public static class RuleLanguageRegistration
{
    public static IServiceCollection AddRuleLanguage(this IServiceCollection services) =>
        services.AddSingleton<ILanguage, RuleLanguage>();
}
