using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>An action that shows a page. Stands for <c>Microsoft.Bot.Schema.Teams.O365ConnectorCardViewAction</c>.</summary>
public class O365ConnectorCardViewAction : O365ConnectorCardActionBase
{
    public new const string Type = "ViewAction";

    public O365ConnectorCardViewAction()
    {
    }

    public O365ConnectorCardViewAction(string type = default, string name = default, string id = default, IList<string> target = default)
        : base(type: type, name: name, id: id)
    {
        Target = target;
    }

    [JsonProperty(PropertyName = "target")]
    public IList<string> Target { get; set; }
}
