using System.Collections.Concurrent;

namespace Microsoft.Bot.Builder.Dialogs.Debugging;

/// <summary>Remembers where items were written. Stands for <c>Microsoft.Bot.Builder.Dialogs.Debugging.SourceMap</c>.</summary>
public class SourceMap : ConcurrentDictionary<object, SourceRange>, ISourceMap
{
    public static readonly SourceMap Instance = new SourceMap();

    public void Add(object item, SourceRange range) => this[item] = range;
}
