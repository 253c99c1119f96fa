using SupportBot.AgentConsole.Api;
using SupportBot.Core.Customers;
using SupportBot.Core.Handoff;
using SupportBot.Tests.Core.Handoff;

namespace SupportBot.Tests.AgentConsole.Api;

/// <summary>The lists of a console while handoffs come and change.</summary>
public sealed class DeskListsTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly AgentAtWork Ines = new(new Agent("ines", "Ines"), null);

    private readonly HandoffDatabase _handoffs = new(Now);
    private readonly CountingAudit _audit = new();
    private readonly DeskLists _lists;

    public DeskListsTests()
    {
        var desk = new AgentDesk(_handoffs.Desk, _handoffs.Transcripts, null!, null!, _audit, _handoffs.Clock);
        _lists = new DeskLists(desk);
    }

    public void Dispose() => _handoffs.Dispose();

    [Fact]
    public async Task PutAsync_OfWhatWasLookedFor_KeepsTheListWithoutALook()
    {
        await _lists.FindAsync(Ines, new HandoffFilter(HandoffState.Closed, "Tent"), CancellationToken.None);
        var looks = _audit.Count;

        foreach (var ticket in new[] { Ticket(1) with { State = HandoffState.Closed, ClosedAt = Now }, Ticket(2), Ticket(3) with { State = HandoffState.Closed, ClosedAt = Now.AddMinutes(1) } })
            await _lists.PutAsync(Ines, ticket, CancellationToken.None);
        await _lists.PutAsync(Ines, Ticket(4) with { State = HandoffState.Closed, Reason = "the lamp", ClosedAt = Now }, CancellationToken.None);

        Assert.Equal(["H-3", "H-1"], _lists.Found.Select(ticket => ticket.Id));
        await _lists.PutAsync(Ines, Ticket(3) with { State = HandoffState.Queued }, CancellationToken.None);
        Assert.Equal(["H-1"], _lists.Found.Select(ticket => ticket.Id));
        Assert.Equal(looks, _audit.Count);
    }

    [Fact]
    public async Task PutAsync_MoreThanAConsoleKeeps_KeepsTheFirstAndTheAgentsOwn_AndReadsTheRestWhenThereIsRoom()
    {
        for (var i = 0; i < DeskLists.MaxToDo + 500; i++)
            await _lists.PutAsync(Ines, Ticket(i), CancellationToken.None);
        await _lists.PutAsync(Ines, Ticket(5_000) with { State = HandoffState.Accepted, AgentId = "ines" }, CancellationToken.None);
        Assert.Equal(DeskLists.MaxToDo + 1, _lists.ToDo.Count);
        Assert.NotNull(_lists.ToDoOf("H-5000"));
        Assert.All(_lists.ToDo, ticket => Assert.Equal("", ticket.Line));
        var waiting = await _handoffs.Queue.RequestAsync(new HandoffRequest(new("directline", "c1"), null, null, "help", []), CancellationToken.None);

        for (var i = 0; i < DeskLists.MaxToDo; i++)
            await _lists.PutAsync(Ines, Ticket(i) with { State = HandoffState.Closed }, CancellationToken.None);

        Assert.Equal(waiting.Ticket.Id, Assert.Single(_lists.ToDo).Id);
    }

    private static HandoffTicket Ticket(int number) =>
        new($"H-{number}", HandoffState.Queued, "where is my tent", new ConversationKey("directline", $"c{number}"), null, "Ana", [], Now, null) { Line = "{}" };

    private sealed class CountingAudit : IAgentAudit
    {
        public int Count { get; private set; }

        public Task AddAsync(AuditEntry entry, CancellationToken ct)
        {
            Count++;
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<AuditEntry>> ListAsync(string? handoffId, CancellationToken ct) => Task.FromResult<IReadOnlyList<AuditEntry>>([]);
    }
}
