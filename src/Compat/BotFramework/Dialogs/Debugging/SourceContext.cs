using System.Collections.Generic;

namespace Microsoft.Bot.Builder.Dialogs.Debugging;

/// <summary>The stretches of source that are being read. Stands for <c>Microsoft.Bot.Builder.Dialogs.Debugging.SourceContext</c>.</summary>
public class SourceContext
{
    public Stack<SourceRange> CallStack { get; } = new Stack<SourceRange>();
}
