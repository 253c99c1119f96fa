namespace Microsoft.Bot.Builder.Dialogs.Debugging;

/// <summary>Knows where items were written. Stands for <c>Microsoft.Bot.Builder.Dialogs.Debugging.ISourceMap</c>.</summary>
public interface ISourceMap
{
    void Add(object item, SourceRange range);

    bool TryGetValue(object item, out SourceRange range);
}
