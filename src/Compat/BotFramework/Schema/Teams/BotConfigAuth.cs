using Newtonsoft.Json;

namespace Microsoft.Bot.Schema.Teams;

/// <summary>A sign-in that configuring the bot asks for. Stands for <c>Microsoft.Bot.Schema.Teams.BotConfigAuth</c>.</summary>
public class BotConfigAuth
{
    [JsonProperty(PropertyName = "suggestedActions")]
    public SuggestedActions SuggestedActions { get; set; }

    [JsonProperty(PropertyName = "type")]
    public string Type { get; set; } = "auth";
}
