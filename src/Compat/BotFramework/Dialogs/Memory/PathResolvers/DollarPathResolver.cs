namespace Microsoft.Bot.Builder.Dialogs.Memory.PathResolvers;

/// <summary><c>$x</c> is <c>dialog.x</c>. Stands for <c>Microsoft.Bot.Builder.Dialogs.Memory.PathResolvers.DollarPathResolver</c>.</summary>
public class DollarPathResolver : AliasPathResolver
{
    public DollarPathResolver()
        : base("$", "dialog.")
    {
    }
}
