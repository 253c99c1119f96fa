using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.Bot.Builder.Dialogs.Debugging;

/// <summary>Reaches the debugger of a turn. Stands for <c>Microsoft.Bot.Builder.Dialogs.Debugging.DebugSupport</c>.</summary>
public static class DebugSupport
{
    public static ISourceMap SourceMap { get; set; } = NullSourceMap.Instance;

    public static IDialogDebugger GetDebugger(this ITurnContext context) => context.TurnState.Get<IDialogDebugger>() ?? NullDialogDebugger.Instance;

    public static IDialogDebugger GetDebugger(this DialogContext context) => context.Context.GetDebugger();

    public static Task DebuggerStepAsync(this DialogContext context, Dialog dialog, string more, CancellationToken cancellationToken) =>
        context.GetDebugger().StepAsync(context, dialog, more, cancellationToken);

    public static Task DebuggerStepAsync(this DialogContext context, IRecognizer recognizer, string more, CancellationToken cancellationToken) =>
        context.GetDebugger().StepAsync(context, recognizer, more, cancellationToken);

    public static Task DebuggerStepAsync(this DialogContext context, Recognizer recognizer, string more, CancellationToken cancellationToken) =>
        context.GetDebugger().StepAsync(context, recognizer, more, cancellationToken);
}
