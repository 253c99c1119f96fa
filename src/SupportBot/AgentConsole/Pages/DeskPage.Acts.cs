using Microsoft.JSInterop;
using SupportBot.AgentConsole.Texts;

namespace SupportBot.AgentConsole.Pages;

/// <content>What the agent does, with the mouse, a key or the script of the page.</content>
public sealed partial class DeskPage
{
    /// <summary>Sends what is in the box, once however often it is asked to.</summary>
    /// <returns>Why it wasn't sent; empty when it was.</returns>
    [JSInvokable]
    public async Task<string> SendAsync(string handoffId, string kind, string text, string messageId)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > HandoffLimits.MaxText)
            return ConsoleTexts.Of("TooLong", HandoffLimits.MaxText);
        var problem = "";
        await TryAsync(async () =>
        {
            var result = kind == "note"
                ? await Desk.NoteAsync(By, handoffId, text, messageId, _ending.Token)
                : await Desk.SayAsync(By, handoffId, text, messageId, _ending.Token);
            problem = TicketTexts.RefusalOf(result) ?? "";
            if (problem.Length == 0 && kind == "note")
                _said = ConsoleTexts.Of("Told.Noted");
        }, error => problem = error);
        StateHasChanged();
        return problem;
    }

    [JSInvokable]
    public async Task TypingAsync(string handoffId)
    {
        if (!IsSignedOut)
            await Desk.TypeAsync(By, handoffId, _ending.Token);
    }

    /// <summary>A key was pressed that stands for something to do.</summary>
    [JSInvokable]
    public async Task ShortcutAsync(string key)
    {
        await (key switch
        {
            "j" or "k" => StepAsync(key == "j" ? 1 : -1),
            "a" when _file is not null => AcceptAsync(),
            "c" when IsMine => CloseAsync(),
            "c" when _file is { Ticket.NeedsFollowUp: true } => FollowUpAsync(),
            "?" => Dialogs.ShowHelpAsync(),
            _ => Task.CompletedTask,
        });
        StateHasChanged();
    }

    private Task EarlierAsync() => TryAsync(async () =>
    {
        if (_file is not { } file)
            return;
        var earlier = await Desk.ReadEarlierAsync(By, file, _ending.Token);
        // Meanwhile it may have gone on, or another may have been opened.
        if (earlier is not null && _file is { } now && now.Ticket.Id == file.Ticket.Id)
            _file = now.WithEarlier(earlier);
    });

    private async Task ShowAsync(QueueFilter filter)
    {
        Queue.Filter = filter;
        await TryAsync(() => Queue.FindAsync(_ending.Token));
    }

    private async Task SearchAsync(string words)
    {
        var wanted = words?.Trim() ?? "";
        Queue.Words = wanted[..TextCut.LengthOf(wanted, HandoffLimits.MaxSearch)];
        await TryAsync(() => Queue.FindAsync(_ending.Token));
    }

    private void Select(string id) => Navigation.NavigateTo("agent/" + Uri.EscapeDataString(id));

    private async Task StepAsync(int step)
    {
        if (Queue.Beside(Id, step) is not { } next)
            return;
        Select(next.Id);
        await Browser.InvokeVoidAsync("desk.focus", "ticket-" + next.Id);
    }

    private void BackToList() => Navigation.NavigateTo("agent");

    private async Task AcceptAsync()
    {
        await ActAsync(id => Desk.AcceptAsync(By, id, _ending.Token), "Told.Accepted");
        if (!IsMine)
            return;
        // Where it is now, so that it stays in sight.
        if (Queue.Filter == QueueFilter.Waiting)
            Queue.Filter = QueueFilter.Mine;
        StateHasChanged();
        await Browser.InvokeVoidAsync("desk.write", "reply");
    }

    private Task ReleaseAsync() => ActAsync(id => Desk.ReleaseAsync(By, id, _ending.Token), "Told.Released");

    private async Task CloseAsync()
    {
        if (_file is { } file && await Dialogs.AskHowItEndsAsync(file.Ticket) is { } choice)
            await ActAsync(id => Desk.CloseAsync(By, id, choice.Resolution, choice.ReturnToBot, _ending.Token), "Told.Closed");
    }

    private async Task FollowUpAsync()
    {
        if (_file is { } file && await Dialogs.AskHowItEndsAsync(file.Ticket) is { } choice)
            await ActAsync(id => Desk.FollowUpAsync(By, id, choice.Resolution, _ending.Token), "Told.FollowedUp");
    }

    private async Task ActAsync(Func<string, Task<DeskResult>> act, string told)
    {
        if (_file is not { } file)
            return;
        _problem = null;
        await TryAsync(async () =>
        {
            var result = await act(file.Ticket.Id);
            _problem = TicketTexts.RefusalOf(result);
            if (_problem is null)
                _said = ConsoleTexts.Of(told);
            await ChangedAsync(file.Ticket.Id);
        });
        StateHasChanged();
    }

    private async Task ToggleSoundAsync() => _hasSound = await Browser.InvokeAsync<bool>("desk.sound", !_hasSound);
}
