using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A task module's answer that shows a tab card. Stands for <c>Microsoft.Bot.Schema.Teams.TaskModuleCardResponse</c>.</summary>
public class TaskModuleCardResponse : TaskModuleResponseBase
{
    public TaskModuleCardResponse()
        : base("continue")
    {
    }

    public TaskModuleCardResponse(TabResponse value)
        : base("continue")
    {
        Value = value;
    }

    [JsonProperty(PropertyName = "value")]
    public TabResponse Value { get; set; }
}
