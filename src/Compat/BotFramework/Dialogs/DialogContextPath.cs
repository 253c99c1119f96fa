namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Paths within the memory that describes the dialog context. Stands for <c>Microsoft.Bot.Builder.Dialogs.DialogContextPath</c>.</summary>
public class DialogContextPath
{
    public const string ActiveDialog = "dialogcontext.activeDialog";
    public const string Parent = "dialogcontext.parent";
    public const string Stack = "dialogContext.stack";
}
