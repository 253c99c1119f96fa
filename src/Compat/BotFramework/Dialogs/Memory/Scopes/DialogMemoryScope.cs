using System;
using System.Collections.Generic;

namespace Microsoft.Bot.Builder.Dialogs.Memory.Scopes;

/// <summary>The state of the container that is active, or of the one around the active dialog. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.Scopes.DialogMemoryScope</c>.</summary>
public class DialogMemoryScope : MemoryScope
{
    public DialogMemoryScope()
        : base(ScopePath.Dialog)
    {
    }

    public override object GetMemory(DialogContext dc)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return InstanceOf(dc)?.State;
    }

    public override void SetMemory(DialogContext dc, object memory)
    {
        ArgumentNullException.ThrowIfNull(dc);
        ArgumentNullException.ThrowIfNull(memory);

        var instance = InstanceOf(dc)
            ?? throw new InvalidOperationException("Cannot set DialogMemoryScope. There is no active dialog dialog or parent dialog in the context");
        instance.State = ObjectPath.MapValueTo<IDictionary<string, object>>(memory);
    }

    private static DialogInstance InstanceOf(DialogContext dc) =>
        dc.ActiveDialog != null && dc.FindDialog(dc.ActiveDialog.Id) is DialogContainer { IgnoreMemoryScopeBinding: false }
            ? dc.ActiveDialog
            : dc.Parent?.ActiveDialog ?? dc.ActiveDialog;
}
