using Microsoft.Bot.Schema;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>What a turn of the dialog manager gave. Stands for <c>Microsoft.Bot.Builder.Dialogs.DialogManagerResult</c>.</summary>
public class DialogManagerResult
{
    public DialogTurnResult TurnResult { get; set; }

    public Activity[] Activities { get; set; }

    public PersistedState NewState { get; set; }
}
