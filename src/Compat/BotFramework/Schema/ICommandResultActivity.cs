namespace Microsoft.Bot.Schema;

/// <summary>An activity that reports what became of a command. Stands for <c>Microsoft.Bot.Schema.ICommandResultActivity</c>.</summary>
public interface ICommandResultActivity : IActivity
{
    string Name { get; set; }

    object Value { get; set; }
}
