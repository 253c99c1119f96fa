using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Makes a value out of data and the dialog context. Stands for <c>Microsoft.Bot.Builder.Dialogs.ITemplate</c>.</summary>
/// <typeparam name="T">What is made.</typeparam>
public interface ITemplate<T>
{
    Task<T> BindAsync(DialogContext dialogContext, object data = null, CancellationToken cancellationToken = default);
}
