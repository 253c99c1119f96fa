using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>What all answers of task modules have. Stands for <c>Microsoft.Bot.Schema.Teams.TaskModuleResponseBase</c>.</summary>
public class TaskModuleResponseBase
{
    public TaskModuleResponseBase()
    {
    }

    public TaskModuleResponseBase(string type = default)
    {
        Type = type;
    }

    [JsonProperty(PropertyName = "type")]
    public string Type { get; set; }
}
