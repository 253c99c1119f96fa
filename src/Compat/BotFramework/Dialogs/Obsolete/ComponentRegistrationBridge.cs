using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Bot.Builder.Dialogs.Memory;
using Microsoft.Bot.Builder.Dialogs.Memory.Scopes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Bot.Builder.Dialogs.Obsolete;

/// <summary>Lets a component be registered in the old, static way. Stands for <c>Microsoft.Bot.Builder.Dialogs.Obsolete.ComponentRegistrationBridge</c>.</summary>
/// <typeparam name="TComponent">The component to register.</typeparam>
[Obsolete("Use BotComponent instead.")]
public class ComponentRegistrationBridge<TComponent> : ComponentRegistration, IComponentMemoryScopes, IComponentPathResolvers
    where TComponent : BotComponent, new()
{
    private readonly IServiceCollection _services = new ServiceCollection();

    public ComponentRegistrationBridge()
        : this(new TComponent())
    {
    }

    public ComponentRegistrationBridge(TComponent botComponent, IConfiguration configuration = null)
    {
        BotComponent = botComponent ?? throw new ArgumentNullException(nameof(botComponent));
        BotComponent.ConfigureServices(_services, configuration ?? new ConfigurationBuilder().Build());
    }

    protected TComponent BotComponent { get; }

    public IEnumerable<MemoryScope> GetMemoryScopes() => GetFromComponent<MemoryScope>();

    public IEnumerable<IPathResolver> GetPathResolvers() => GetFromComponent<IPathResolver>();

    protected IEnumerable<TRegistration> GetFromComponent<TRegistration>(IServiceCollection services = null)
    {
        using var provider = (services ?? _services).BuildServiceProvider();
        return provider.GetServices<TRegistration>().ToList();
    }
}
