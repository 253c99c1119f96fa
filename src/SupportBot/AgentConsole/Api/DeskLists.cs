using SupportBot.Core.Handoff;

namespace SupportBot.AgentConsole.Api;

/// <summary>What one console lists: the handoffs with something to do, and those that it looked for. Bounded, however many
/// there are and however often they change.</summary>
internal sealed class DeskLists(AgentDesk desk)
{
    /// <summary>So many handoffs with something to do; those behind them come when a quarter is left.</summary>
    public const int MaxToDo = 1_000;

    private readonly Dictionary<string, HandoffTicket> _toDo = [];
    private HandoffFilter? _wanted;
    private bool _lacksSome;

    public IReadOnlyCollection<HandoffTicket> ToDo => _toDo.Values;

    /// <summary>What was looked for last.</summary>
    public IReadOnlyList<HandoffTicket> Found { get; private set; } = [];

    public HandoffTicket? ToDoOf(string id) => _toDo.GetValueOrDefault(id);

    public async Task ReloadAsync(AgentAtWork by, CancellationToken ct)
    {
        List<HandoffTicket> open = [.. (await desk.ListAsync(by, new HandoffFilter(), ct)).Where(ticket => ticket.IsOpen)];
        var toAnswer = await desk.ListAsync(by, new HandoffFilter(NeedsFollowUp: true), ct);
        _toDo.Clear();
        foreach (var ticket in open.Concat(toAnswer))
            _toDo[ticket.Id] = ticket;
        _lacksSome = Math.Max(open.Count, toAnswer.Count) >= HandoffLimits.MaxListed;
    }

    /// <param name="wanted">What to look for; nothing for <c>null</c>.</param>
    public async Task FindAsync(AgentAtWork by, HandoffFilter? wanted, CancellationToken ct)
    {
        _wanted = wanted;
        Found = wanted is null ? [] : await desk.ListAsync(by, wanted, ct);
    }

    /// <summary>Puts a ticket that changed where it belongs. Were the lists read anew for each change, customers could have all
    /// handoffs searched, and long entries made in the audit log, as often as they like.</summary>
    public async Task PutAsync(AgentAtWork by, HandoffTicket changed, CancellationToken ct)
    {
        var ticket = changed with { Line = "" };
        if (!ticket.IsOpen && !ticket.NeedsFollowUp)
            _toDo.Remove(ticket.Id);
        else if (_toDo.Count < MaxToDo || _toDo.ContainsKey(ticket.Id) || (ticket.State == HandoffState.Accepted && ticket.AgentId == by.Agent.Id))
            _toDo[ticket.Id] = ticket;
        else
            _lacksSome = true;
        if (_wanted is not null)
            Found = _wanted.Put(ticket, Found);
        if (_lacksSome && _toDo.Count < MaxToDo / 4)
            await ReloadAsync(by, ct);
    }

    public void Clear()
    {
        _toDo.Clear();
        _wanted = null;
        Found = [];
    }
}
