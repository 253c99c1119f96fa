using System;
using System.Collections.Generic;

namespace Microsoft.Bot.Builder.Dialogs.Memory.Scopes;

/// <summary>What lives for the turn only. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.Scopes.TurnMemoryScope</c>.</summary>
public class TurnMemoryScope : MemoryScope
{
    public TurnMemoryScope()
        : base(ScopePath.Turn)
    {
    }

    public override object GetMemory(DialogContext dc)
    {
        ArgumentNullException.ThrowIfNull(dc);

        if (!dc.Context.TurnState.TryGetValue(ScopePath.Turn, out var memory))
        {
            memory = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
            dc.Context.TurnState[ScopePath.Turn] = memory;
        }

        return memory;
    }

    public override void SetMemory(DialogContext dc, object memory)
    {
        ArgumentNullException.ThrowIfNull(dc);
        dc.Context.TurnState[ScopePath.Turn] = memory;
    }
}
