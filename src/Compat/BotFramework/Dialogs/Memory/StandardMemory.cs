using System.Collections.Generic;
using Microsoft.Bot.Builder.Dialogs.Memory.PathResolvers;
using Microsoft.Bot.Builder.Dialogs.Memory.Scopes;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Bot.Builder.Dialogs.Memory;

/// <summary>The scopes and resolvers that every bot gets unless it names its own.</summary>
internal static class StandardMemory
{
    internal static IEnumerable<MemoryScope> Scopes(IConfiguration configuration) =>
    [
        new TurnMemoryScope(),
        new SettingsMemoryScope(configuration),
        new DialogMemoryScope(),
        new DialogContextMemoryScope(),
        new DialogClassMemoryScope(),
        new ClassMemoryScope(),
        new ThisMemoryScope(),
        new ConversationMemoryScope(),
        new UserMemoryScope(),
    ];

    internal static IEnumerable<IPathResolver> Resolvers() =>
    [
        new DollarPathResolver(),
        new HashPathResolver(),
        new AtAtPathResolver(),
        new AtPathResolver(),
        new PercentPathResolver(),
    ];
}
