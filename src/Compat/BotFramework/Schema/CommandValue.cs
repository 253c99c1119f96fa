using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>The value of a command. Stands for <c>Microsoft.Bot.Schema.CommandValue&lt;T&gt;</c>.</summary>
public class CommandValue<T>
{
    [JsonProperty(PropertyName = "commandId")]
    public string CommandId { get; set; }

    [JsonProperty(PropertyName = "data")]
    public T Data { get; set; }
}
