using System;

namespace Microsoft.Bot.Builder.Dialogs.Memory.Scopes;

/// <summary>The properties of the container that is active, or of the one around the active dialog. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.Scopes.DialogClassMemoryScope</c>.</summary>
public class DialogClassMemoryScope : MemoryScope
{
    public DialogClassMemoryScope()
        : base(ScopePath.DialogClass, includeInSnapshot: false)
    {
    }

    public override object GetMemory(DialogContext dc)
    {
        ArgumentNullException.ThrowIfNull(dc);

        var active = dc.ActiveDialog != null ? dc.FindDialog(dc.ActiveDialog.Id) : null;
        if (active is DialogContainer { IgnoreMemoryScopeBinding: false })
        {
            return new ReadOnlyObject(active);
        }

        var id = dc.Parent?.ActiveDialog?.Id ?? dc.ActiveDialog?.Id;
        return id != null ? new ReadOnlyObject(dc.FindDialog(id)) : null;
    }

    public override void SetMemory(DialogContext dc, object memory) => throw new NotSupportedException("You can't modify the dialogclass scope");
}
