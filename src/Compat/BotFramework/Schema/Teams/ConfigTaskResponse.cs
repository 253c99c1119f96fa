namespace Microsoft.Bot.Schema.Teams;

/// <summary>The answer to a configuration request: a task module. Stands for <c>Microsoft.Bot.Schema.Teams.ConfigTaskResponse</c>.</summary>
public class ConfigTaskResponse : ConfigResponse<TaskModuleResponseBase>
{
}
