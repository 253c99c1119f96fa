using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A task module's answer that goes on with a card or page. Stands for <c>Microsoft.Bot.Schema.Teams.TaskModuleContinueResponse</c>.</summary>
public class TaskModuleContinueResponse : TaskModuleResponseBase
{
    public TaskModuleContinueResponse()
        : base("continue")
    {
    }

    public TaskModuleContinueResponse(TaskModuleTaskInfo value = default)
        : base("continue")
    {
        Value = value;
    }

    [JsonProperty(PropertyName = "value")]
    public TaskModuleTaskInfo Value { get; set; }
}
