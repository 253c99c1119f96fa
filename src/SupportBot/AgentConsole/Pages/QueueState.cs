using SupportBot.AgentConsole.SignIn;

namespace SupportBot.AgentConsole.Pages;

/// <summary>What one console lists: the handoffs with something to do, those that its agent looked for, and which of them are
/// shown. Bounded, however many there are and however often they change.</summary>
internal sealed class QueueState(AgentDesk desk)
{
    /// <summary>So many handoffs with something to do; those behind them come when a quarter is left.</summary>
    public const int MaxToDo = 1_000;

    /// <summary>Where a handoff that comes in is told of, and by which text.</summary>
    private static readonly (QueueFilter Filter, string Text)[] Announced = [(QueueFilter.Waiting, "NewOne"), (QueueFilter.ToAnswer, "NewToAnswer")];

    private readonly Dictionary<string, HandoffTicket> _toDo = [];
    private readonly HashSet<string> _unread = [];
    private HandoffFilter? _wanted;
    private bool _lacksSome;

    /// <summary>Whose list it is; <c>null</c> until that is known.</summary>
    public ConsoleSession? Session { get; set; }

    public QueueFilter Filter { get; set; } = QueueFilter.Waiting;

    /// <summary>What is searched for; empty for nothing.</summary>
    public string Words { get; set; } = "";

    public IReadOnlyCollection<HandoffTicket> ToDo => _toDo.Values;

    /// <summary>What was looked for last.</summary>
    public IReadOnlyList<HandoffTicket> Found { get; private set; } = [];

    public IReadOnlyList<HandoffTicket> Shown => Filter == QueueFilter.Closed || Words.Length > 0
        ? [.. Found.Where(ticket => Fits(ticket, Filter))]
        : [.. ToDo.Where(ticket => Fits(ticket, Filter)).OrderBy(ticket => ticket.RequestedAt).ThenBy(ticket => ticket.Id, StringComparer.Ordinal)];

    public int Count(QueueFilter filter) => ToDo.Count(ticket => Fits(ticket, filter));

    public bool IsMine(HandoffTicket? ticket) => ticket is { State: HandoffState.Accepted } && ticket.AgentId == Session?.AgentId;

    /// <summary>Whether the customer wrote since the agent last saw it.</summary>
    public bool IsUnread(string id) => _unread.Contains(id);

    public void MarkRead(string id) => _unread.Remove(id);

    /// <returns>Whether it is one of the agent's own; others stay as they are.</returns>
    public bool MarkUnread(string id)
    {
        if (!IsMine(_toDo.GetValueOrDefault(id)))
            return false;
        _unread.Add(id);
        return true;
    }

    public async Task ReloadAsync(CancellationToken ct)
    {
        List<HandoffTicket> open = [.. (await desk.ListAsync(Session!.By, new HandoffFilter(), ct)).Where(ticket => ticket.IsOpen)];
        var toAnswer = await desk.ListAsync(Session.By, new HandoffFilter(NeedsFollowUp: true), ct);
        _toDo.Clear();
        foreach (var ticket in open.Concat(toAnswer))
            _toDo[ticket.Id] = ticket;
        _lacksSome = Math.Max(open.Count, toAnswer.Count) >= HandoffLimits.MaxListed;
    }

    /// <summary>Reads what is not among those with something to do: closed handoffs, and what is searched for.</summary>
    public async Task FindAsync(CancellationToken ct)
    {
        _wanted = Filter != QueueFilter.Closed && Words.Length == 0 ? null
            : new HandoffFilter(Filter == QueueFilter.Closed ? HandoffState.Closed : null, Words.Length > 0 ? Words
                : null, null, Filter == QueueFilter.ToAnswer ? true : null);
        Found = _wanted is null ? [] : await desk.ListAsync(Session!.By, _wanted, ct);
    }

    /// <summary>Puts a ticket that changed where it belongs. Were the lists read anew for each change, customers could have all
    /// handoffs searched, and long entries made in the audit log, as often as they like.</summary>
    /// <returns>The text by which to tell of a handoff that came in; <c>null</c> for any other change.</returns>
    public async Task<string?> PutAsync(HandoffTicket changed, CancellationToken ct)
    {
        var by = Session!.By;
        var ticket = changed with { Line = "" };
        var before = _toDo.GetValueOrDefault(ticket.Id);
        if (!ticket.IsOpen && !ticket.NeedsFollowUp)
            _toDo.Remove(ticket.Id);
        else if (_toDo.Count < MaxToDo || before is not null || (ticket.State == HandoffState.Accepted && ticket.AgentId == by.Agent.Id))
            _toDo[ticket.Id] = ticket;
        else
            _lacksSome = true;
        if (_wanted is not null)
            Found = _wanted.Put(ticket, Found);
        if (_lacksSome && _toDo.Count < MaxToDo / 4)
            await ReloadAsync(ct);
        return Announced.FirstOrDefault(news => Fits(ticket, news.Filter) && (before is null || !Fits(before, news.Filter))).Text;
    }

    /// <returns>The handoff so many places further in what is shown, or the first; <c>null</c> when nothing is shown.</returns>
    public HandoffTicket? Beside(string? id, int places)
    {
        var shown = Shown;
        var at = shown.Select(ticket => ticket.Id).ToList().IndexOf(id ?? "");
        return shown.Count == 0 ? null : shown[at < 0 ? 0 : Math.Clamp(at + places, 0, shown.Count - 1)];
    }

    public void Clear()
    {
        _toDo.Clear();
        _unread.Clear();
        _wanted = null;
        Found = [];
    }

    private bool Fits(HandoffTicket ticket, QueueFilter filter) => filter switch
    {
        QueueFilter.Waiting => ticket.State is HandoffState.Queued or HandoffState.Requested,
        QueueFilter.Mine => IsMine(ticket),
        QueueFilter.Open => ticket.IsOpen,
        QueueFilter.ToAnswer => ticket.NeedsFollowUp,
        _ => !ticket.IsOpen,
    };
}

internal enum QueueFilter
{
    Waiting,
    Mine,
    Open,
    ToAnswer,
    Closed,
}
