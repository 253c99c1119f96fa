using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;
using SupportBot.Core.Audit;
using SupportBot.Core.Handoff;

namespace SupportBot.AgentConsole.Pages;

/// <summary>The console of one agent in one tab. What happens comes in by <see cref="HandoffNews"/>; what the agent does goes
/// to <see cref="ConsoleDesk"/>. Typed text stays in the browser until the desk has it.</summary>
public sealed partial class DeskPage : IAsyncDisposable
{
    private static readonly TimeSpan TypingLasts = TimeSpan.FromSeconds(6);

    private static readonly MudTheme Look = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b6b62", PrimaryContrastText = "#ffffff", Background = "#eef2f1", Surface = "#ffffff", TextPrimary = "#17211f", TextSecondary = "#53625f",
            ActionDefault = "#3d4a47", Warning = "#7a4a00", Error = "#a3241b", LinesDefault = "#d8e0de", LinesInputs = "#6b7a77",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#5fd0c1", PrimaryContrastText = "#06201d", Background = "#0e1413", Surface = "#161e1d", TextPrimary = "#e8efed", TextSecondary = "#a3b3af",
            ActionDefault = "#c3d0cd", Warning = "#f0c278", Error = "#ffb4ab", LinesDefault = "#2f3d3a", LinesInputs = "#8b9a97",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = ["system-ui", "-apple-system", "Segoe UI", "Noto Sans", "Liberation Sans", "Arial", "sans-serif"] },
            Button = new ButtonTypography { TextTransform = "none" },
        },
    };

    /// <summary>Where a handoff that comes in is told of, and in which words.</summary>
    private static readonly (Filter Filter, string Words)[] Announced = [(Filter.Waiting, "NewOne"), (Filter.ToAnswer, "NewToAnswer")];

    private readonly CancellationTokenSource _ending = new();
    private readonly HashSet<string> _unread = [];
    private DeskLists? _lists;
    private Filter _filter = Filter.Waiting;
    private string _words = "";
    private string _pane = "list";
    private string _said = "";
    private string? _problem;
    private DeskFile? _file;
    private readonly HashSet<string> _watched = [];
    private ConsoleSession? _session;
    private ITimer? _typing;
    private DotNetObjectReference<DeskPage>? _self;
    private MudThemeProvider? _theme;
    private bool _isDark;
    private bool _isReady;
    private bool _isTyping;
    private bool _hasSound;

    private enum Filter
    {
        Waiting,
        Mine,
        Open,
        ToAnswer,
        Closed,
    }

    /// <summary>The handoff to show, from the address.</summary>
    [Parameter] public string? Id { get; set; }

    [CascadingParameter] private Task<AuthenticationState>? SignIn { get; set; }

    [Inject] private ConsoleDesk Desk { get; set; } = null!;

    [Inject] private HandoffNews News { get; set; } = null!;

    [Inject] private IJSRuntime Browser { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IDialogService Dialogs { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<DeskPage> Logger { get; set; } = null!;

    [Inject] private ConsoleSessions Sessions { get; set; } = null!;

    /// <summary>Who acts and looks here; nobody once they are signed out.</summary>
    private AgentAtWork By => _session!.By;

    private bool IsSignedOut => _session is { IsOver: true };

    private bool IsMine => _file is { Ticket: { State: HandoffState.Accepted } ticket } && ticket.AgentId == _session?.AgentId;

    private DeskLists Lists => _lists ??= new DeskLists(Desk);

    private IReadOnlyList<HandoffTicket> Shown => _filter == Filter.Closed || _words.Length > 0 ? [.. Lists.Found.Where(Fits)] : [.. InOrder(Lists.ToDo.Where(Fits))];

    /// <summary>Sends what is in the box, once however often it is asked to.</summary>
    /// <returns>Why it wasn't sent; empty when it was.</returns>
    [JSInvokable]
    public async Task<string> SendAsync(string handoffId, string kind, string text, string messageId)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > HandoffLimits.MaxText)
            return ConsoleWords.Of("TooLong", HandoffLimits.MaxText);
        var problem = "";
        await TryAsync(async () =>
        {
            var result = kind == "note"
                ? await Desk.NoteAsync(By, handoffId, text, messageId, _ending.Token)
                : await Desk.SayAsync(By, handoffId, text, messageId, _ending.Token);
            problem = Refusal(result) ?? "";
            if (problem.Length == 0 && kind == "note")
                _said = ConsoleWords.Of("Told.Noted");
        }, error => problem = error);
        StateHasChanged();
        return problem;
    }

    /// <summary>Shows the customer that the agent types.</summary>
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
        switch (key)
        {
            case "j" or "k":
                await StepAsync(key == "j" ? 1 : -1);
                break;
            case "a" when _file is not null:
                await AcceptAsync();
                break;
            case "c" when IsMine:
                await CloseAsync();
                break;
            case "c" when _file is { Ticket.NeedsFollowUp: true }:
                await FollowUpAsync();
                break;
            case "?":
                await HelpAsync();
                break;
        }

        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _ending.Dispose();
        _session?.Dispose();
        _self?.Dispose();
        if (_typing is not null)
            await _typing.DisposeAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        _session = Sessions.Watch((await SignIn!).User);
        _session.Over.Register(() => _ = InvokeAsync(ForgetAll));
        _ = ListenAsync(_ending.Token);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_isReady && _file?.Ticket.Id != Id)
            await TryAsync(OpenAsync);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _isDark = await _theme!.GetSystemDarkModeAsync();
            _hasSound = await Browser.InvokeAsync<bool>("desk.start", _self);
            StateHasChanged();
        }

        if (_isReady)
            await Browser.InvokeVoidAsync("desk.rendered", Title());
    }

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static string CustomerOf(DeskFile file) => file.CustomerName is { Length: > 0 } name ? name : ConsoleWords.Of("UnknownCustomer");

    private static string NameOf(HandoffTicket ticket) => string.IsNullOrEmpty(ticket.CustomerName) ? ConsoleWords.Of("UnknownCustomer") : ticket.CustomerName;

    private static string ChannelOf(HandoffTicket ticket) => ConsoleWords.Find("Channel." + ticket.Conversation.ChannelId) ?? ticket.Conversation.ChannelId;

    private static string OrdersOf(HandoffTicket ticket) => ticket.OrderIds.Count switch
    {
        0 => ConsoleWords.Of("NoOrder"),
        1 => ConsoleWords.Of("OrderNumber", ticket.OrderIds[0]),
        _ => ConsoleWords.Of("OrderNumbers", string.Join(", ", ticket.OrderIds)),
    };

    private static IEnumerable<HandoffTicket> InOrder(IEnumerable<HandoffTicket> tickets) =>
        tickets.OrderBy(ticket => ticket.RequestedAt).ThenBy(ticket => ticket.Id, StringComparer.Ordinal);

    private string Title()
    {
        var waiting = Count(Filter.Waiting);
        return waiting == 0 ? ConsoleWords.Of("Title") : string.Create(CultureInfo.InvariantCulture, $"({waiting}) {ConsoleWords.Of("Title")}");
    }

    private string StateOf(HandoffTicket ticket) => ticket switch
    {
        { State: HandoffState.Accepted } => ticket.AgentId == _session?.AgentId ? ConsoleWords.Of("State.Mine") : ConsoleWords.Of("State.Accepted", ticket.Agent),
        { State: HandoffState.Closed } => FactsView.OutcomeOf(ticket),
        _ => ConsoleWords.Of("State." + ticket.State),
    };

    private bool Fits(HandoffTicket ticket) => Fits(ticket, _filter);

    private bool Fits(HandoffTicket ticket, Filter filter) => filter switch
    {
        Filter.Waiting => ticket.State is HandoffState.Queued or HandoffState.Requested,
        Filter.Mine => ticket.State == HandoffState.Accepted && ticket.AgentId == _session?.AgentId,
        Filter.Open => ticket.IsOpen,
        Filter.ToAnswer => ticket.NeedsFollowUp,
        _ => !ticket.IsOpen,
    };

    private int Count(Filter filter) => Lists.ToDo.Count(ticket => Fits(ticket, filter));

    private async Task ListenAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                // Listening begins before reading, so that nothing falls between.
                using var listener = News.Listen();
                await InvokeAsync(() => TryAsync(ReloadAsync));
                await foreach (var happened in listener.Events.ReadAllAsync(ct))
                    await InvokeAsync(() => TryAsync(() => HearAsync(happened)));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            // The tab has gone.
        }
    }

    private async Task ReloadAsync()
    {
        await Lists.ReloadAsync(By, _ending.Token);
        await FindAsync();
        await OpenAsync();
        _isReady = true;
        StateHasChanged();
    }

    private Task FindAsync() => Lists.FindAsync(
        By,
        _filter != Filter.Closed && _words.Length == 0 ? null
            : new HandoffFilter(_filter == Filter.Closed ? HandoffState.Closed : null, _words.Length > 0 ? _words : null, null, _filter == Filter.ToAnswer ? true : null),
        _ending.Token);

    private async Task OpenAsync()
    {
        _unread.Remove(Id ?? "");
        _isTyping = false;
        _file = Id is null ? null : await Desk.OpenAsync(By, Id, _ending.Token);
        _pane = Id is null ? "list" : "talk";
    }

    private Task EarlierAsync() => TryAsync(async () =>
    {
        if (_file is not { } file)
            return;
        var earlier = await Desk.EarlierAsync(By, file, _ending.Token);
        // Meanwhile it may have gone on, or another may have been opened.
        if (earlier is not null && _file is { } now && now.Ticket.Id == file.Ticket.Id)
            _file = now.WithEarlier(earlier);
    });

    private async Task HearAsync(HandoffEvent happened)
    {
        if (IsSignedOut)
            return;
        switch (happened)
        {
            case { Kind: HandoffEventKind.Changed, HandoffId: var id }:
                await ChangedAsync(id);
                break;
            case { Kind: HandoffEventKind.Said, Line: { } line } when _file is { } file && file.Ticket.Id == happened.HandoffId:
                if (line.By == Speaker.Customer)
                    _isTyping = false;
                _file = file.WithNewest([line]);
                break;
            case { Kind: HandoffEventKind.Said, Line.By: Speaker.Customer } when Lists.ToDoOf(happened.HandoffId) is { } other && Fits(other, Filter.Mine):
                _unread.Add(other.Id);
                break;
            case { Kind: HandoffEventKind.CustomerTypes } when _file?.Ticket.Id == happened.HandoffId:
                ShowTyping();
                break;
            default:
                return;
        }

        StateHasChanged();
    }

    private async Task ChangedAsync(string id)
    {
        if (await Desk.FindAsync(By, id, _watched, _ending.Token) is not { } ticket)
            return;
        var before = Lists.ToDoOf(id);
        await Lists.PutAsync(By, ticket, _ending.Token);
        if (_file is { } file && file.Ticket.Id == id)
        {
            _file = await Desk.RefreshAsync(file, _ending.Token);
            if (!_file.Ticket.IsOpen)
                _isTyping = false;
        }

        foreach (var (filter, words) in Announced)
        {
            if (!Fits(ticket, filter) || (before is not null && Fits(before, filter)))
                continue;
            _said = ConsoleWords.Of(words, NameOf(ticket), ticket.Reason);
            // A browser that is away never answers, and what happens next must not wait for that.
            if (_hasSound)
                _ = RingAsync();
        }
    }

    private async Task RingAsync()
    {
        try
        {
            await Browser.InvokeVoidAsync("desk.ring");
        }
        catch (Exception error) when (error is JSException or JSDisconnectedException or InvalidOperationException or OperationCanceledException)
        {
            // A browser that is away for a moment must hear the rest when it is back.
            LogNotRung(Logger, error);
        }
    }

    /// <summary>Nothing of any customer stays in a page whose agent has signed out.</summary>
    private void ForgetAll()
    {
        Lists.Clear();
        _unread.Clear();
        _file = null;
        _problem = null;
        _said = "";
        StateHasChanged();
    }

    private void ShowTyping()
    {
        _isTyping = true;
        _typing?.Dispose();
        _typing = Time.CreateTimer(_ => _ = InvokeAsync(() =>
        {
            _isTyping = false;
            StateHasChanged();
        }), null, TypingLasts, Timeout.InfiniteTimeSpan);
    }

    private async Task ShowAsync(Filter filter)
    {
        _filter = filter;
        await TryAsync(FindAsync);
    }

    private async Task SearchAsync(string words)
    {
        var wanted = words?.Trim() ?? "";
        _words = wanted[..TextCut.LengthOf(wanted, HandoffLimits.MaxSearch)];
        await TryAsync(FindAsync);
    }

    private void Select(string id) => Navigation.NavigateTo("agent/" + Uri.EscapeDataString(id));

    private async Task StepAsync(int step)
    {
        var shown = Shown;
        if (shown.Count == 0)
            return;
        var at = shown.Select(ticket => ticket.Id).ToList().IndexOf(Id ?? "");
        var next = shown[at < 0 ? 0 : Math.Clamp(at + step, 0, shown.Count - 1)];
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
        if (_filter == Filter.Waiting)
            _filter = Filter.Mine;
        StateHasChanged();
        await Browser.InvokeVoidAsync("desk.write", "reply");
    }

    private Task ReleaseAsync() => ActAsync(id => Desk.ReleaseAsync(By, id, _ending.Token), "Told.Released");

    private async Task CloseAsync()
    {
        if (_file is not { } file)
            return;
        var dialog = await Dialogs.ShowAsync<CloseDialog>(
            ConsoleWords.Of("CloseTitle", file.Ticket.Id), new DialogOptions { FullWidth = true, MaxWidth = MaxWidth.Small, CloseOnEscapeKey = true, DefaultFocus = DefaultFocus.FirstChild });
        if (await dialog.Result is { Canceled: false, Data: CloseDialog.Choice choice })
            await ActAsync(id => Desk.CloseAsync(By, id, choice.Resolution, choice.ReturnToBot, _ending.Token), "Told.Closed");
    }

    private async Task FollowUpAsync()
    {
        if (_file is not { } file)
            return;
        var dialog = await Dialogs.ShowAsync<DoneDialog>(
            ConsoleWords.Of("DoneTitle", file.Ticket.Id), new DialogOptions { FullWidth = true, MaxWidth = MaxWidth.Small, CloseOnEscapeKey = true, DefaultFocus = DefaultFocus.FirstChild });
        if (await dialog.Result is { Canceled: false, Data: string resolution })
            await ActAsync(id => Desk.FollowUpAsync(By, id, resolution, _ending.Token), "Told.FollowedUp");
    }

    private async Task ActAsync(Func<string, Task<DeskResult>> act, string told)
    {
        if (_file is not { } file)
            return;
        _problem = null;
        await TryAsync(async () =>
        {
            var result = await act(file.Ticket.Id);
            _problem = Refusal(result);
            if (_problem is null)
                _said = ConsoleWords.Of(told);
            await ChangedAsync(file.Ticket.Id);
        });
        StateHasChanged();
    }

    private static string? Refusal(DeskResult result) => result switch
    {
        { Outcome: DeskOutcome.Done } => null,
        { Outcome: DeskOutcome.Taken, Ticket: { } ticket } => ConsoleWords.Of("TakenBy", ticket.Agent),
        { Outcome: var outcome } => ConsoleWords.Of("Refused." + outcome),
    };

    private async Task ToggleSoundAsync() => _hasSound = await Browser.InvokeAsync<bool>("desk.sound", !_hasSound);

    private Task<IDialogReference> HelpAsync() => Dialogs.ShowAsync<HelpDialog>(
        ConsoleWords.Of("Shortcuts"), new DialogOptions { FullWidth = true, MaxWidth = MaxWidth.ExtraSmall, CloseOnEscapeKey = true, DefaultFocus = DefaultFocus.FirstChild });

    /// <summary>Tells the agent when the desk's database can't be reached, rather than ending the console.</summary>
    private async Task TryAsync(Func<Task> act, Action<string>? tell = null)
    {
        try
        {
            await act();
        }
        catch (SignedOutException)
        {
            tell?.Invoke(ConsoleWords.Of("SignedOut.Title"));
            ForgetAll();
        }
        catch (Exception error) when (error is DbException or AuditUnavailableException)
        {
            LogTrouble(error);
            if (tell is null)
                _problem = ConsoleWords.Of("Trouble");
            else
                tell(ConsoleWords.Of("Trouble"));
            StateHasChanged();
        }
    }

    private void LogTrouble(Exception error) => LogTrouble(Logger, error);

    [LoggerMessage(LogLevel.Debug, "A console's browser could not be made to ring")]
    private static partial void LogNotRung(ILogger logger, Exception error);

    [LoggerMessage(LogLevel.Error, "The console could not reach the handoffs")]
    private static partial void LogTrouble(ILogger logger, Exception error);
}
