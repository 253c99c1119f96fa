using System.Collections;
using System.Collections.Generic;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Storage keys of user and conversation state. Stands for <c>Microsoft.Bot.Builder.Dialogs.PersistedStateKeys</c>.</summary>
public class PersistedStateKeys : IEnumerable<string>
{
    public string UserState { get; set; }

    public string ConversationState { get; set; }

    public IEnumerator<string> GetEnumerator()
    {
        yield return UserState;
        yield return ConversationState;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
