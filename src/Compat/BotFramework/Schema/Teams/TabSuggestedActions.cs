using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>What a tab suggests to do. Stands for <c>Microsoft.Bot.Schema.Teams.TabSuggestedActions</c>.</summary>
public class TabSuggestedActions
{
    [JsonProperty(PropertyName = "actions")]
    public IList<CardAction> Actions { get; set; }
}
