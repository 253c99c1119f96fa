using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>One choice of an input. Stands for <c>Microsoft.Bot.Schema.Teams.O365ConnectorCardMultichoiceInputChoice</c>.</summary>
public class O365ConnectorCardMultichoiceInputChoice
{
    public O365ConnectorCardMultichoiceInputChoice()
    {
    }

    public O365ConnectorCardMultichoiceInputChoice(string display = default, string value = default)
    {
        Display = display;
        Value = value;
    }

    [JsonProperty(PropertyName = "display")]
    public string Display { get; set; }

    [JsonProperty(PropertyName = "value")]
    public string Value { get; set; }
}
