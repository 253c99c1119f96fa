using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>The cards of a tab. Stands for <c>Microsoft.Bot.Schema.Teams.TabResponseCards</c>.</summary>
public class TabResponseCards
{
    [JsonProperty(PropertyName = "cards")]
    public IList<TabResponseCard> Cards { get; set; }
}
