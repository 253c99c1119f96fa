namespace Microsoft.Bot.Builder.Dialogs.Memory.PathResolvers;

/// <summary><c>%x</c> is <c>class.x</c>. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.PathResolvers.PercentPathResolver</c>.</summary>
public class PercentPathResolver : AliasPathResolver
{
    public PercentPathResolver()
        : base("%", "class.")
    {
    }
}
