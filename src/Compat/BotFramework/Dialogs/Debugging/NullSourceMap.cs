namespace Microsoft.Bot.Builder.Dialogs.Debugging;

/// <summary>Remembers nothing. Stands for <c>Microsoft.Bot.Builder.Dialogs.Debugging.NullSourceMap</c>.</summary>
public class NullSourceMap : ISourceMap
{
    public static readonly NullSourceMap Instance = new NullSourceMap();

    public void Add(object item, SourceRange range)
    {
    }

    public bool TryGetValue(object item, out SourceRange range)
    {
        range = null;
        return false;
    }
}
