using System.Collections.Generic;
using Microsoft.Bot.Builder.Dialogs.Memory.Scopes;

namespace Microsoft.Bot.Builder.Dialogs.Memory;

/// <summary>The scopes and resolvers of a state manager. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.DialogStateManagerConfiguration</c>.</summary>
public class DialogStateManagerConfiguration
{
    public List<IPathResolver> PathResolvers { get; set; } = new List<IPathResolver>();

    public List<MemoryScope> MemoryScopes { get; set; } = new List<MemoryScope>();
}
