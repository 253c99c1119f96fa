using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.Bot.Builder.Dialogs.Debugging;

/// <summary>Is told of every step of a dialog. Stands for <c>Microsoft.Bot.Builder.Dialogs.Debugging.IDialogDebugger</c>.</summary>
public interface IDialogDebugger
{
    Task StepAsync(DialogContext context, object item, string more, CancellationToken cancellationToken);
}
