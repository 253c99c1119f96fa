using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>The persisted dialog stack, the active dialog first. Stands for <c>Microsoft.Bot.Builder.Dialogs.DialogState</c>.</summary>
public class DialogState(List<DialogInstance> stack)
{
    public DialogState()
        : this(null)
    {
    }

    [JsonProperty("dialogStack")]
    public List<DialogInstance> DialogStack { get; set; } = stack ?? [];
}
