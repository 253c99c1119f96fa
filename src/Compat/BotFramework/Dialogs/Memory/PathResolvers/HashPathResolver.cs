namespace Microsoft.Bot.Builder.Dialogs.Memory.PathResolvers;

/// <summary><c>#x</c> is <c>turn.recognized.intents.x</c>. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.PathResolvers.HashPathResolver</c>.</summary>
public class HashPathResolver : AliasPathResolver
{
    public HashPathResolver()
        : base("#", "turn.recognized.intents.")
    {
    }
}
