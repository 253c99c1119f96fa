using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A connector card of Office 365. Stands for <c>Microsoft.Bot.Schema.Teams.O365ConnectorCard</c>.</summary>
public class O365ConnectorCard
{
    public const string ContentType = "application/vnd.microsoft.teams.card.o365connector";

    public O365ConnectorCard()
    {
    }

    public O365ConnectorCard(string title = default, string text = default, string summary = default, string themeColor = default, IList<O365ConnectorCardSection> sections = default, IList<O365ConnectorCardActionBase> potentialAction = default)
    {
        Title = title;
        Text = text;
        Summary = summary;
        ThemeColor = themeColor;
        Sections = sections;
        PotentialAction = potentialAction;
    }

    [JsonProperty(PropertyName = "title")]
    public string Title { get; set; }

    [JsonProperty(PropertyName = "text")]
    public string Text { get; set; }

    [JsonProperty(PropertyName = "summary")]
    public string Summary { get; set; }

    [JsonProperty(PropertyName = "themeColor")]
    public string ThemeColor { get; set; }

    [JsonProperty(PropertyName = "sections")]
    public IList<O365ConnectorCardSection> Sections { get; set; }

    [JsonProperty(PropertyName = "potentialAction")]
    public IList<O365ConnectorCardActionBase> PotentialAction { get; set; }
}
