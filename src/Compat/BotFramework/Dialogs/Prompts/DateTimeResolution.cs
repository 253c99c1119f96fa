namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>One reading of a date or time. Stands for <c>Microsoft.Bot.Builder.Dialogs.DateTimeResolution</c>.</summary>
public class DateTimeResolution
{
    public string Value { get; set; }

    public string Start { get; set; }

    public string End { get; set; }

    public string Timex { get; set; }
}
