namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Status of the stack after a call, and the result of a dialog that ended. Stands for
/// <c>Microsoft.Bot.Builder.Dialogs.DialogTurnResult</c>.</summary>
public class DialogTurnResult
{
    public DialogTurnResult(DialogTurnStatus status, object result = null)
    {
        Status = status;
        Result = result;
    }

    public DialogTurnStatus Status { get; set; }

    public object Result { get; set; }
}
