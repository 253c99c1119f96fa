using Microsoft.Bot.Builder.Dialogs.Memory;
using Microsoft.Bot.Builder.Dialogs.Memory.PathResolvers;
using Microsoft.Bot.Builder.Dialogs.Memory.Scopes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Registers the standard memory scopes and path resolvers. Stands for <c>Microsoft.Bot.Builder.Dialogs.DialogsBotComponent</c>.</summary>
public class DialogsBotComponent : BotComponent
{
    public override void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        foreach (var scope in StandardMemory.Scopes(configuration))
        {
            services.AddSingleton<MemoryScope>(scope);
        }

        foreach (var resolver in StandardMemory.Resolvers())
        {
            services.AddSingleton<IPathResolver>(resolver);
        }
    }
}
