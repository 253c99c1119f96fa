using System;

namespace Microsoft.Bot.Builder.Dialogs.Memory.Scopes;

/// <summary>The properties of the active dialog. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.Scopes.ClassMemoryScope</c>.</summary>
public class ClassMemoryScope : MemoryScope
{
    public ClassMemoryScope()
        : base(ScopePath.Class, includeInSnapshot: false)
    {
    }

    public override object GetMemory(DialogContext dc)
    {
        ArgumentNullException.ThrowIfNull(dc);
        return dc.ActiveDialog != null && dc.FindDialog(dc.ActiveDialog.Id) is { } dialog ? new ReadOnlyObject(dialog) : null;
    }

    public override void SetMemory(DialogContext dc, object memory) => throw new NotSupportedException("You can't modify the class scope");
}
