using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>An input for a date. Stands for <c>Microsoft.Bot.Schema.Teams.O365ConnectorCardDateInput</c>.</summary>
public class O365ConnectorCardDateInput : O365ConnectorCardInputBase
{
    public new const string Type = "DateInput";

    public O365ConnectorCardDateInput()
    {
    }

    public O365ConnectorCardDateInput(string type = default, string id = default, bool? isRequired = default, string title = default, string value = default, bool? includeTime = default)
        : base(type: type, id: id, isRequired: isRequired, title: title, value: value)
    {
        IncludeTime = includeTime;
    }

    [JsonProperty(PropertyName = "includeTime")]
    public bool? IncludeTime { get; set; }
}
