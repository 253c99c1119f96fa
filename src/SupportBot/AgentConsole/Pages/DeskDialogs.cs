using MudBlazor;
using SupportBot.AgentConsole.Texts;

namespace SupportBot.AgentConsole.Pages;

/// <summary>What the console asks its agent in a dialog.</summary>
internal static class DeskDialogs
{
    /// <returns><c>null</c> when the agent thought better of it.</returns>
    public static async Task<CloseDialog.Choice?> AskHowItEndsAsync(this IDialogService dialogs, string handoffId) =>
        await ResultAsync(await dialogs.ShowAsync<CloseDialog>(ConsoleTexts.Of("CloseTitle", handoffId), Options(MaxWidth.Small))) as CloseDialog.Choice;

    /// <returns><c>null</c> when the agent thought better of it.</returns>
    public static async Task<string?> AskWhatWasDoneAsync(this IDialogService dialogs, string handoffId) =>
        await ResultAsync(await dialogs.ShowAsync<DoneDialog>(ConsoleTexts.Of("DoneTitle", handoffId), Options(MaxWidth.Small))) as string;

    public static Task ShowHelpAsync(this IDialogService dialogs) => dialogs.ShowAsync<HelpDialog>(ConsoleTexts.Of("Shortcuts"), Options(MaxWidth.ExtraSmall));

    private static DialogOptions Options(MaxWidth width) => new() { FullWidth = true, MaxWidth = width, CloseOnEscapeKey = true, DefaultFocus = DefaultFocus.FirstChild };

    private static async Task<object?> ResultAsync(IDialogReference dialog) => await dialog.Result is { Canceled: false, Data: var data } ? data : null;
}
