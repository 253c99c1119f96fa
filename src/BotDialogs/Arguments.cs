namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Catches the mistake that the <c>object</c> parameters of the dialog API invite.</summary>
internal static class Arguments
{
    internal static void RefuseCancellationToken(object argument, string name)
    {
        if (argument is CancellationToken)
            throw new ArgumentException($"{name} cannot be a cancellation token");
    }
}
