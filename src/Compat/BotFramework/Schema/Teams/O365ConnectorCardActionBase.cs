using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>What all actions of a connector card have. Stands for <c>Microsoft.Bot.Schema.Teams.O365ConnectorCardActionBase</c>.</summary>
public class O365ConnectorCardActionBase
{
    public O365ConnectorCardActionBase()
    {
    }

    public O365ConnectorCardActionBase(string type = default, string name = default, string id = default)
    {
        Type = type;
        Name = name;
        Id = id;
    }

    [JsonProperty(PropertyName = "@type")]
    public string Type { get; set; }

    [JsonProperty(PropertyName = "name")]
    public string Name { get; set; }

    [JsonProperty(PropertyName = "@id")]
    public string Id { get; set; }
}
