using System.Collections.Generic;
using Microsoft.Bot.Builder.Dialogs.Memory.Scopes;

namespace Microsoft.Bot.Builder.Dialogs.Memory;

/// <summary>A component that brings memory scopes. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.IComponentMemoryScopes</c>.</summary>
public interface IComponentMemoryScopes
{
    IEnumerable<MemoryScope> GetMemoryScopes();
}
