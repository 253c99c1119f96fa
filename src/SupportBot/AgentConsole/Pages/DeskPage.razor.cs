using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;
using SupportBot.AgentConsole.SignIn;
using SupportBot.AgentConsole.Texts;

namespace SupportBot.AgentConsole.Pages;

/// <summary>The console of one agent in one tab. What happens comes in by <see cref="HandoffEventBroadcaster"/>; what the agent does goes
/// to <see cref="AgentDesk"/>. Typed text stays in the browser until the desk has it.</summary>
public sealed partial class DeskPage : IAsyncDisposable
{
    private static readonly TimeSpan TypingLasts = TimeSpan.FromSeconds(6);

    private readonly CancellationTokenSource _ending = new();
    private readonly HashSet<string> _watched = [];
    private string _pane = "list";
    private string _said = "";
    private string? _problem;
    private HandoffFile? _file;
    private QueueState? _queue;
    private ConsoleSession? _session;
    private ITimer? _typing;
    private DotNetObjectReference<DeskPage>? _self;
    private MudThemeProvider? _theme;
    private bool _isDark;
    private bool _isReady;
    private bool _isTyping;
    private bool _hasSound;

    /// <summary>The handoff to show, from the address.</summary>
    [Parameter] public string? Id { get; set; }

    [CascadingParameter] private Task<AuthenticationState>? SignIn { get; set; }

    [Inject] private AgentDesk Desk { get; set; } = null!;

    [Inject] private HandoffEventBroadcaster Broadcaster { get; set; } = null!;

    [Inject] private IJSRuntime Browser { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IDialogService Dialogs { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<DeskPage> Logger { get; set; } = null!;

    [Inject] private ConsoleSessions Sessions { get; set; } = null!;

    /// <summary>Who acts and looks here; nobody once they are signed out.</summary>
    private AgentAtWork By => _session!.By;

    private bool IsSignedOut => _session is { IsOver: true };

    private bool IsMine => Queue.IsMine(_file?.Ticket);

    private QueueState Queue => _queue ??= new QueueState(Desk);

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
        _session = Queue.Session = Sessions.Watch((await SignIn!).User);
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

    private string Title()
    {
        var waiting = Queue.Count(QueueFilter.Waiting);
        return waiting == 0 ? ConsoleTexts.Of("Title") : string.Create(CultureInfo.InvariantCulture, $"({waiting}) {ConsoleTexts.Of("Title")}");
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                // Listening begins before reading, so that nothing falls between.
                using var listener = Broadcaster.Listen();
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
        await Queue.ReloadAsync(_ending.Token);
        await Queue.FindAsync(_ending.Token);
        await OpenAsync();
        _isReady = true;
        StateHasChanged();
    }

    private async Task OpenAsync()
    {
        Queue.MarkRead(Id ?? "");
        _isTyping = false;
        _file = Id is null ? null : await Desk.OpenAsync(By, Id, new TranscriptRange(), _ending.Token);
        _pane = Id is null ? "list" : "talk";
    }

    private async Task HearAsync(HandoffEvent happened)
    {
        if (IsSignedOut)
            return;
        switch (happened)
        {
            case { Kind: HandoffEventKind.Changed, HandoffId: var id }:
                await ChangedAsync(id);
                break;
            case { Kind: HandoffEventKind.Said, Entry: { } entry } when _file is { } file && file.Ticket.Id == happened.HandoffId:
                if (entry.By == Speaker.Customer)
                    _isTyping = false;
                _file = file.WithNewest([entry]);
                break;
            case { Kind: HandoffEventKind.Said, Entry.By: Speaker.Customer } when Queue.MarkUnread(happened.HandoffId):
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
        if (await Desk.WatchAsync(By, id, _watched, _ending.Token) is not { } ticket)
            return;
        var news = await Queue.PutAsync(ticket, _ending.Token);
        if (_file is { } file && file.Ticket.Id == id)
        {
            _file = await Desk.RefreshAsync(By, file, _watched, _ending.Token);
            if (!_file.Ticket.IsOpen)
                _isTyping = false;
        }

        if (news is null)
            return;
        _said = ConsoleTexts.Of(news, TicketTexts.NameOf(ticket), ticket.Reason);
        // A browser that is away never answers, and what happens next must not wait for that.
        if (_hasSound)
            _ = RingAsync();
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
        Queue.Clear();
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

    /// <summary>Tells the agent when the desk's database can't be reached, rather than ending the console.</summary>
    private async Task TryAsync(Func<Task> act, Action<string>? tell = null)
    {
        try
        {
            await act();
        }
        catch (SignedOutException)
        {
            tell?.Invoke(ConsoleTexts.Of("SignedOut.Title"));
            ForgetAll();
        }
        catch (Exception error) when (error is DbException or AuditUnavailableException)
        {
            LogTrouble(Logger, error);
            (tell ?? (problem => _problem = problem))(ConsoleTexts.Of("Trouble"));
            StateHasChanged();
        }
    }

    [LoggerMessage(LogLevel.Debug, "A console's browser could not be made to ring")]
    private static partial void LogNotRung(ILogger logger, Exception error);

    [LoggerMessage(LogLevel.Error, "The console could not reach the handoffs")]
    private static partial void LogTrouble(ILogger logger, Exception error);
}
