using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A parameter of a message extension's query. Stands for <c>Microsoft.Bot.Schema.Teams.MessagingExtensionParameter</c>.</summary>
public class MessagingExtensionParameter
{
    public MessagingExtensionParameter()
    {
    }

    public MessagingExtensionParameter(string name = default, object value = default)
    {
        Name = name;
        Value = value;
    }

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    [JsonProperty(PropertyName = "value")]
    public object Value { get; set; }
}
