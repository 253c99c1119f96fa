using SupportBot.AgentConsole.Api;
using SupportBot.AgentConsole.SignIn;
using SupportBot.Core.Handoff;

namespace SupportBot.AgentConsole.Pages;

/// <summary>The handoffs that one console lists, and which of them its agent wants to see.</summary>
internal sealed class QueueState(AgentDesk desk)
{
    /// <summary>Where a handoff that comes in is told of, and by which text.</summary>
    private static readonly (QueueFilter Filter, string Text)[] Announced = [(QueueFilter.Waiting, "NewOne"), (QueueFilter.ToAnswer, "NewToAnswer")];

    private readonly DeskLists _lists = new(desk);
    private readonly HashSet<string> _unread = [];

    /// <summary>Whose list it is; <c>null</c> until that is known.</summary>
    public ConsoleSession? Session { get; set; }

    public QueueFilter Filter { get; set; } = QueueFilter.Waiting;

    /// <summary>What is searched for; empty for nothing.</summary>
    public string Words { get; set; } = "";

    public IReadOnlyList<HandoffTicket> Shown => Filter == QueueFilter.Closed || Words.Length > 0
        ? [.. _lists.Found.Where(ticket => Fits(ticket, Filter))]
        : [.. _lists.ToDo.Where(ticket => Fits(ticket, Filter)).OrderBy(ticket => ticket.RequestedAt).ThenBy(ticket => ticket.Id, StringComparer.Ordinal)];

    public int Count(QueueFilter filter) => _lists.ToDo.Count(ticket => Fits(ticket, filter));

    public bool IsMine(HandoffTicket? ticket) => ticket is { State: HandoffState.Accepted } && ticket.AgentId == Session?.AgentId;

    /// <summary>Whether the customer wrote since the agent last saw it.</summary>
    public bool IsUnread(string id) => _unread.Contains(id);

    public void MarkRead(string id) => _unread.Remove(id);

    /// <returns>Whether it is one of the agent's own; others stay as they are.</returns>
    public bool MarkUnread(string id)
    {
        if (!IsMine(_lists.ToDoOf(id)))
            return false;
        _unread.Add(id);
        return true;
    }

    public async Task ReloadAsync(CancellationToken ct)
    {
        await _lists.ReloadAsync(Session!.By, ct);
        await FindAsync(ct);
    }

    /// <summary>Reads what the lists don't have: closed handoffs, and what is searched for.</summary>
    public Task FindAsync(CancellationToken ct) => _lists.FindAsync(
        Session!.By,
        Filter != QueueFilter.Closed && Words.Length == 0 ? null
            : new HandoffFilter(Filter == QueueFilter.Closed ? HandoffState.Closed : null, Words.Length > 0 ? Words : null, null, Filter == QueueFilter.ToAnswer ? true : null),
        ct);

    /// <returns>The text by which to tell of a handoff that came in; <c>null</c> for any other change.</returns>
    public async Task<string?> PutAsync(HandoffTicket ticket, CancellationToken ct)
    {
        var before = _lists.ToDoOf(ticket.Id);
        await _lists.PutAsync(Session!.By, ticket, ct);
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
        _lists.Clear();
        _unread.Clear();
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

/// <summary>Which handoffs are shown.</summary>
internal enum QueueFilter
{
    Waiting,
    Mine,
    Open,
    ToAnswer,
    Closed,
}
