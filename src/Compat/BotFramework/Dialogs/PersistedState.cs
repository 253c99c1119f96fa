using System.Collections.Generic;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>User and conversation state as loaded from storage. Stands for <c>Microsoft.Bot.Builder.Dialogs.PersistedState</c>.</summary>
public class PersistedState
{
    public PersistedState()
    {
    }

    public PersistedState(PersistedStateKeys keys, IDictionary<string, object> data)
    {
        UserState = Part(data, keys.UserState);
        ConversationState = Part(data, keys.ConversationState);
    }

    public IDictionary<string, object> UserState { get; set; }

    public IDictionary<string, object> ConversationState { get; set; }

    private static IDictionary<string, object> Part(IDictionary<string, object> data, string key) =>
        data.TryGetValue(key, out var part) ? (IDictionary<string, object>)part : new Dictionary<string, object>();
}
