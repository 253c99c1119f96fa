using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A name and its value. Stands for <c>Microsoft.Bot.Schema.Teams.O365ConnectorCardFact</c>.</summary>
public class O365ConnectorCardFact
{
    public O365ConnectorCardFact()
    {
    }

    public O365ConnectorCardFact(string name = default, string value = default)
    {
        Name = name;
        Value = value;
    }

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    [JsonProperty(PropertyName = "value")]
    public string Value { get; set; }
}
