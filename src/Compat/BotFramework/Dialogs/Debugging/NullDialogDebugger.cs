using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.Bot.Builder.Dialogs.Debugging;

/// <summary>Steps on without stopping. Stands for <c>Microsoft.Bot.Builder.Dialogs.Debugging.NullDialogDebugger</c>.</summary>
public class NullDialogDebugger : IDialogDebugger
{
    public static readonly IDialogDebugger Instance = new NullDialogDebugger();

    private NullDialogDebugger()
    {
    }

    public bool TraceSteps { get; set; }

    Task IDialogDebugger.StepAsync(DialogContext context, object item, string more, CancellationToken cancellationToken)
    {
        if (TraceSteps)
        {
            Trace.TraceInformation($"{more} {item}");
        }

        return Task.CompletedTask;
    }
}
