using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>A dialog that holds others in a set of its own. Stands for <c>Microsoft.Bot.Builder.Dialogs.DialogContainer</c>.</summary>
public abstract class DialogContainer(string dialogId = null) : Dialog(dialogId)
{
    [JsonIgnore]
    public DialogSet Dialogs { get; set; } = new();

    public abstract DialogContext CreateChildContext(DialogContext dc);
}
