using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>What all inputs of a connector card have. Stands for <c>Microsoft.Bot.Schema.Teams.O365ConnectorCardInputBase</c>.</summary>
public class O365ConnectorCardInputBase
{
    public O365ConnectorCardInputBase()
    {
    }

    public O365ConnectorCardInputBase(string type = default, string id = default, bool? isRequired = default, string title = default, string value = default)
    {
        Type = type;
        Id = id;
        IsRequired = isRequired;
        Title = title;
        Value = value;
    }

    [JsonProperty(PropertyName = "@type")]
    public string Type { get; set; }

    [JsonProperty(PropertyName = "id")]
    public string Id { get; set; }

    [JsonProperty(PropertyName = "isRequired")]
    public bool? IsRequired { get; set; }

    [JsonProperty(PropertyName = "title")]
    public string Title { get; set; }

    [JsonProperty(PropertyName = "value")]
    public string Value { get; set; }
}
