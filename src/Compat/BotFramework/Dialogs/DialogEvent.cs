namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>An event raised on a dialog stack. Stands for <c>Microsoft.Bot.Builder.Dialogs.DialogEvent</c>.</summary>
public class DialogEvent
{
    public bool Bubble { get; set; }

    public string Name { get; set; }

    public object Value { get; set; }
}
