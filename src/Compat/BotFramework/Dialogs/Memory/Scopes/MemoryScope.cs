using System.Threading;
using System.Threading.Tasks;

namespace Microsoft.Bot.Builder.Dialogs.Memory.Scopes;

/// <summary>One named root of the dialog memory. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.Scopes.MemoryScope</c>.</summary>
public abstract class MemoryScope
{
    public MemoryScope(string name, bool includeInSnapshot = true)
    {
        IncludeInSnapshot = includeInSnapshot;
        Name = name;
    }

    public string Name { get; set; }

    public bool IncludeInSnapshot { get; set; }

    public abstract object GetMemory(DialogContext dc);

    public abstract void SetMemory(DialogContext dc, object memory);

    public virtual Task LoadAsync(DialogContext dialogContext, bool force = false, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public virtual Task SaveChangesAsync(DialogContext dialogContext, bool force = false, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public virtual Task DeleteAsync(DialogContext dialogContext, CancellationToken cancellationToken = default) => Task.CompletedTask;
}
