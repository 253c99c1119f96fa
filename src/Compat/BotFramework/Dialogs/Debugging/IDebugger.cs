using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.Bot.Builder.Dialogs.Debugging;

/// <summary>Shows output of dialogs. Stands for <c>Microsoft.Bot.Builder.Dialogs.Debugging.IDebugger</c>.</summary>
public interface IDebugger
{
    Task OutputAsync(string text, object item, object value, CancellationToken cancellationToken);
}
