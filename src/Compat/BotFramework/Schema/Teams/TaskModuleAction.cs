using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A button that opens a task module. Stands for <c>Microsoft.Bot.Schema.Teams.TaskModuleAction</c>.</summary>
public class TaskModuleAction : CardAction
{
    public TaskModuleAction(string title, object value = default)
        : base("invoke", title)
    {
        var data = value switch
        {
            null => new JObject(),
            string json => JObject.Parse(json),
            _ => JObject.FromObject(value, JsonSerializer.Create(new JsonSerializerSettings { NullValueHandling = NullValueHandling.Ignore })),
        };
        data["type"] = "task/fetch";
        Value = data.ToString();
    }
}
