namespace Microsoft.Bot.Builder.Dialogs.Memory.PathResolvers;

/// <summary><c>@@x</c> is <c>turn.recognized.entities.x</c>. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.PathResolvers.AtAtPathResolver</c>.</summary>
public class AtAtPathResolver : AliasPathResolver
{
    public AtAtPathResolver()
        : base("@@", "turn.recognized.entities.")
    {
    }
}
