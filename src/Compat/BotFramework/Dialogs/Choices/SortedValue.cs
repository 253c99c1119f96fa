namespace Microsoft.Bot.Builder.Dialogs.Choices;

/// <summary>A value to look for and the choice it belongs to. Stands for <c>Microsoft.Bot.Builder.Dialogs.Choices.SortedValue</c>.</summary>
public class SortedValue
{
    public string Value { get; set; }

    public int Index { get; set; }
}
