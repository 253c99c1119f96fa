using System.Collections.Generic;

namespace Microsoft.Bot.Builder.Dialogs.Memory;

/// <summary>A component that brings path resolvers. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.IComponentPathResolvers</c>.</summary>
public interface IComponentPathResolvers
{
    IEnumerable<IPathResolver> GetPathResolvers();
}
