using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>What is remembered while a user signs in. Stands for <c>Microsoft.Bot.Schema.TokenExchangeState</c>.</summary>
public class TokenExchangeState
{
    [JsonProperty(PropertyName = "botUrl")]
    public string BotUrl { get; set; }

    [JsonProperty(PropertyName = "connectionName")]
    public string ConnectionName { get; set; }

    [JsonProperty(PropertyName = "conversation")]
    public ConversationReference Conversation { get; set; }

    [JsonProperty(PropertyName = "msAppId")]
    public string MsAppId { get; set; }

    [JsonProperty(PropertyName = "relatesTo")]
    public ConversationReference RelatesTo { get; set; }
}
