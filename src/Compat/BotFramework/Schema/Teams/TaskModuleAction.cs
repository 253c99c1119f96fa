namespace Microsoft.Bot.Schema.Teams;

/// <summary>A button that opens a task module. Stands for <c>Microsoft.Bot.Schema.Teams.TaskModuleAction</c>.</summary>
public class TaskModuleAction : CardAction
{
    public TaskModuleAction(string title, object value = default)
        : base(title: title, value: value)
    {
    }
}
