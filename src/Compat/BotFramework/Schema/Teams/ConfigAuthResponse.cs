namespace Microsoft.Bot.Schema.Teams;

/// <summary>The answer to a configuration request: sign in. Stands for <c>Microsoft.Bot.Schema.Teams.ConfigAuthResponse</c>.</summary>
public class ConfigAuthResponse : ConfigResponse<BotConfigAuth>
{
}
