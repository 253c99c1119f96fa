using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>The theme of a task module. Stands for <c>Microsoft.Bot.Schema.Teams.TaskModuleRequestContext</c>.</summary>
public class TaskModuleRequestContext
{
    public TaskModuleRequestContext()
    {
    }

    public TaskModuleRequestContext(string theme = default)
    {
        Theme = theme;
    }

    [JsonProperty(PropertyName = "theme")]
    public string Theme { get; set; }
}
