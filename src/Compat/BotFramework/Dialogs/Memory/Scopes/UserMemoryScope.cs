namespace Microsoft.Bot.Builder.Dialogs.Memory.Scopes;

/// <summary>The user state. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.Scopes.UserMemoryScope</c>.</summary>
public class UserMemoryScope : BotStateMemoryScope<UserState>
{
    public UserMemoryScope()
        : base(ScopePath.User)
    {
    }
}
