using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>The outcome of a command. Stands for <c>Microsoft.Bot.Schema.CommandResultValue&lt;T&gt;</c>.</summary>
public class CommandResultValue<T>
{
    [JsonProperty(PropertyName = "commandId")]
    public string CommandId { get; set; }

    [JsonProperty(PropertyName = "data")]
    public T Data { get; set; }

    [JsonProperty(PropertyName = "error")]
    public Error Error { get; set; }
}
