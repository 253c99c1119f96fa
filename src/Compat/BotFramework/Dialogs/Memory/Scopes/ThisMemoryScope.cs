using System;
using System.Collections.Generic;

namespace Microsoft.Bot.Builder.Dialogs.Memory.Scopes;

/// <summary>The state of the active dialog. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.Scopes.ThisMemoryScope</c>.</summary>
public class ThisMemoryScope : MemoryScope
{
    public ThisMemoryScope()
        : base(ScopePath.This)
    {
    }

    public override object GetMemory(DialogContext dc)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return dc.ActiveDialog?.State;
    }

    public override void SetMemory(DialogContext dc, object memory)
    {
        ArgumentNullException.ThrowIfNull(dc);
        ArgumentNullException.ThrowIfNull(memory);
        dc.ActiveDialog.State = ObjectPath.MapValueTo<IDictionary<string, object>>(memory);
    }
}
