using Microsoft.Bot.Builder.Dialogs;

namespace SupportBot.Bot.Dialogs;

/// <summary>Stored stacks outlive a deployment, and the SDK throws at each turn over a dialog that is no more.</summary>
internal static class DialogStacks
{
    /// <summary>Whether all dialogs of a stored stack, and of those inside them, still exist.</summary>
    public static bool CanGoOn(this DialogSet dialogs, DialogState state) => state.DialogStack.TrueForAll(instance =>
        dialogs.Find(instance.Id) switch
        {
            null => false,
            DialogContainer container => !instance.State.TryGetValue(ComponentDialog.PersistedDialogState, out var inner)
                || (inner is DialogState stack && container.Dialogs.CanGoOn(stack)),
            _ => true,
        });
}
