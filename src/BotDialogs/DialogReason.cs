namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Why a dialog or a waterfall step is called. Stands for <c>Microsoft.Bot.Builder.Dialogs.DialogReason</c>.</summary>
public enum DialogReason
{
    BeginCalled,
    ContinueCalled,
    EndCalled,
    ReplaceCalled,
    CancelCalled,
    NextCalled,
}
