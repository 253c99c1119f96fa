using System.Collections.Generic;
using Newtonsoft.Json;

namespace Microsoft.Bot.Schema;

/// <summary>One page of the bot's conversations. Stands for <c>Microsoft.Bot.Schema.ConversationsResult</c>.</summary>
public class ConversationsResult
{
    public ConversationsResult()
    {
    }

    public ConversationsResult(string continuationToken = default, IList<ConversationMembers> conversations = default)
    {
        ContinuationToken = continuationToken;
        Conversations = conversations;
    }

    [JsonProperty(PropertyName = "continuationToken")]
    public string ContinuationToken { get; set; }

    [JsonProperty(PropertyName = "conversations")]
    public IList<ConversationMembers> Conversations { get; set; }
}
