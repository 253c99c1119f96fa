namespace Microsoft.Bot.Builder.Dialogs.Memory.Scopes;

/// <summary>The conversation state. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.Scopes.ConversationMemoryScope</c>.</summary>
public class ConversationMemoryScope : BotStateMemoryScope<ConversationState>
{
    public ConversationMemoryScope()
        : base(ScopePath.Conversation)
    {
    }
}
