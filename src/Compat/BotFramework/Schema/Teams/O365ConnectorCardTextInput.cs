using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>An input for text. Stands for <c>Microsoft.Bot.Schema.Teams.O365ConnectorCardTextInput</c>.</summary>
public class O365ConnectorCardTextInput : O365ConnectorCardInputBase
{
    public new const string Type = "TextInput";

    public O365ConnectorCardTextInput()
    {
    }

    public O365ConnectorCardTextInput(string type = default, string id = default, bool? isRequired = default, string title = default, string value = default, bool? isMultiline = default, double? maxLength = default)
        : base(type: type, id: id, isRequired: isRequired, title: title, value: value)
    {
        IsMultiline = isMultiline;
        MaxLength = maxLength;
    }

    [JsonProperty(PropertyName = "isMultiline")]
    public bool? IsMultiline { get; set; }

    [JsonProperty(PropertyName = "maxLength")]
    public double? MaxLength { get; set; }
}
