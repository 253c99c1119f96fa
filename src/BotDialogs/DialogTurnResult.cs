namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Status of the stack after a call, and the result of a dialog that ended. Stands for
/// <c>Microsoft.Bot.Builder.Dialogs.DialogTurnResult</c>.</summary>
public class DialogTurnResult(DialogTurnStatus status, object result = null)
{
    public DialogTurnStatus Status { get; set; } = status;

    public object Result { get; set; } = result;
}
