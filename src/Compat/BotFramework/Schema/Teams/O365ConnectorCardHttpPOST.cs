using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>An action that posts. Stands for <c>Microsoft.Bot.Schema.Teams.O365ConnectorCardHttpPOST</c>.</summary>
public class O365ConnectorCardHttpPOST : O365ConnectorCardActionBase
{
    public new const string Type = "HttpPOST";

    public O365ConnectorCardHttpPOST()
    {
    }

    public O365ConnectorCardHttpPOST(string type = default, string name = default, string id = default, string body = default)
        : base(type: type, name: name, id: id)
    {
        Body = body;
    }

    [JsonProperty(PropertyName = "body")]
    public string Body { get; set; }
}
