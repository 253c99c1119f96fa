using MudBlazor;
using SupportBot.AgentConsole.Texts;

namespace SupportBot.AgentConsole.Pages;

internal static class DeskDialogs
{
    /// <returns>How it ends; <c>null</c> when the agent thought better of it.</returns>
    public static async Task<CloseDialog.Choice?> AskHowItEndsAsync(this IDialogService dialogs, HandoffTicket ticket)
    {
        var isFollowUp = new DialogParameters<CloseDialog> { { dialog => dialog.IsFollowUp, ticket.NeedsFollowUp } };
        var dialog = await dialogs.ShowAsync<CloseDialog>(
            ConsoleTexts.Of(ticket.NeedsFollowUp ? "DoneTitle" : "CloseTitle", ticket.Id), isFollowUp, Options(MaxWidth.Small));
        return await dialog.Result is { Canceled: false, Data: CloseDialog.Choice choice } ? choice : null;
    }

    public static Task ShowHelpAsync(this IDialogService dialogs) => dialogs.ShowAsync<HelpDialog>(ConsoleTexts.Of("Shortcuts"), Options(MaxWidth.ExtraSmall));

    private static DialogOptions Options(MaxWidth width) =>
        new() { FullWidth = true, MaxWidth = width, CloseOnEscapeKey = true, DefaultFocus = DefaultFocus.FirstChild };
}
