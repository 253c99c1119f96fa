using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>The value of a connector card's action. Stands for <c>Microsoft.Bot.Schema.Teams.O365ConnectorCardActionQuery</c>.</summary>
public class O365ConnectorCardActionQuery
{
    public O365ConnectorCardActionQuery()
    {
    }

    public O365ConnectorCardActionQuery(string body = default, string actionId = default)
    {
        Body = body;
        ActionId = actionId;
    }

    [JsonProperty(PropertyName = "body")]
    public string Body { get; set; }

    [JsonProperty(PropertyName = "actionId")]
    public string ActionId { get; set; }
}
