using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>An input with choices. Stands for <c>Microsoft.Bot.Schema.Teams.O365ConnectorCardMultichoiceInput</c>.</summary>
public class O365ConnectorCardMultichoiceInput : O365ConnectorCardInputBase
{
    public new const string Type = "MultichoiceInput";

    public O365ConnectorCardMultichoiceInput()
    {
    }

    public O365ConnectorCardMultichoiceInput(string type = default, string id = default, bool? isRequired = default, string title = default, string value = default, IList<O365ConnectorCardMultichoiceInputChoice> choices = default, string style = default, bool? isMultiSelect = default)
        : base(type: type, id: id, isRequired: isRequired, title: title, value: value)
    {
        Choices = choices;
        Style = style;
        IsMultiSelect = isMultiSelect;
    }

    [JsonProperty(PropertyName = "choices")]
    public IList<O365ConnectorCardMultichoiceInputChoice> Choices { get; set; }

    [JsonProperty(PropertyName = "style")]
    public string Style { get; set; }

    [JsonProperty(PropertyName = "isMultiSelect")]
    public bool? IsMultiSelect { get; set; }
}
