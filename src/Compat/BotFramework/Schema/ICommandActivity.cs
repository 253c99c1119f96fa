namespace Microsoft.Bot.Schema;

/// <summary>An activity that asks for a command to be carried out. Stands for <c>Microsoft.Bot.Schema.ICommandActivity</c>.</summary>
public interface ICommandActivity : IActivity
{
    string Name { get; set; }

    object Value { get; set; }
}
