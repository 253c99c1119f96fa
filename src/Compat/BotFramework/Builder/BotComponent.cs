using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Bot.Builder;

/// <summary>Adds a component's services to a bot. Stands for <c>Microsoft.Bot.Builder.BotComponent</c>.</summary>
public abstract class BotComponent
{
    public abstract void ConfigureServices(IServiceCollection services, IConfiguration configuration);
}
