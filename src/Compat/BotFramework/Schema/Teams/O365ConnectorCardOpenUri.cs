using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>An action that opens an address. Stands for <c>Microsoft.Bot.Schema.Teams.O365ConnectorCardOpenUri</c>.</summary>
public class O365ConnectorCardOpenUri : O365ConnectorCardActionBase
{
    public new const string Type = "OpenUri";

    public O365ConnectorCardOpenUri()
    {
    }

    public O365ConnectorCardOpenUri(string type = default, string name = default, string id = default, IList<O365ConnectorCardOpenUriTarget> targets = default)
        : base(type: type, name: name, id: id)
    {
        Targets = targets;
    }

    [JsonProperty(PropertyName = "targets")]
    public IList<O365ConnectorCardOpenUriTarget> Targets { get; set; }
}
