namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>What became of the dialog stack in a turn. Stands for <c>Microsoft.Bot.Builder.Dialogs.DialogTurnStatus</c>.</summary>
public enum DialogTurnStatus
{
    Empty,
    Waiting,
    Complete,
    Cancelled,
    CompleteAndWait,
}
