using System;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder.Dialogs.Memory.Scopes;

/// <summary>Ids of the active dialog, its parent and the whole stack. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.Scopes.DialogContextMemoryScope</c>.</summary>
public class DialogContextMemoryScope : MemoryScope
{
    public const string Stack = "stack";
    public const string ActiveDialog = "activeDialog";
    public const string Parent = "parent";

    public DialogContextMemoryScope()
        : base(ScopePath.DialogContext, includeInSnapshot: false)
    {
    }

    public override object GetMemory(DialogContext dc)
    {
        ArgumentNullException.ThrowIfNull(dc);

        var stack = new JArray();
        for (var current = dc; current != null; current = current.Parent)
        {
            // Adaptive dialogs put bookkeeping entries on the stack.
            foreach (var instance in current.Stack.Where(instance => !instance.Id.StartsWith("ActionScope[", StringComparison.Ordinal)))
            {
                stack.Add(instance.Id);
            }
        }

        return new JObject
        {
            [Stack] = stack,
            [ActiveDialog] = dc.ActiveDialog?.Id,
            [Parent] = dc.Parent?.ActiveDialog?.Id,
        };
    }

    public override void SetMemory(DialogContext dc, object memory) => throw new NotSupportedException("You can't modify the dialogcontext scope");
}
