using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>An action that opens inputs. Stands for <c>Microsoft.Bot.Schema.Teams.O365ConnectorCardActionCard</c>.</summary>
public class O365ConnectorCardActionCard : O365ConnectorCardActionBase
{
    public new const string Type = "ActionCard";

    public O365ConnectorCardActionCard()
    {
    }

    public O365ConnectorCardActionCard(string type = default, string name = default, string id = default, IList<O365ConnectorCardInputBase> inputs = default, IList<O365ConnectorCardActionBase> actions = default)
        : base(type: type, name: name, id: id)
    {
        Inputs = inputs;
        Actions = actions;
    }

    [JsonProperty(PropertyName = "inputs")]
    public IList<O365ConnectorCardInputBase> Inputs { get; set; }

    [JsonProperty(PropertyName = "actions")]
    public IList<O365ConnectorCardActionBase> Actions { get; set; }
}
