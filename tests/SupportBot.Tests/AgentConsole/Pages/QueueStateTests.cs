using System.Security.Claims;
using SupportBot.AgentConsole.Pages;
using SupportBot.AgentConsole.SignIn;
using SupportBot.Core.Handoff;
using SupportBot.Tests.Core.Handoff;

namespace SupportBot.Tests.AgentConsole.Pages;

/// <summary>What one console lists, by its filter, and what it tells its agent of.</summary>
public sealed class QueueStateTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly HandoffDatabase _handoffs = new(Now);
    private readonly CountingAudit _audit = new();
    private readonly ConsoleSession _session;
    private readonly QueueState _queue;

    public QueueStateTests()
    {
        var ines = new ClaimsPrincipal(new ClaimsIdentity([new("sub", "ines"), new("name", "Ines")], "test"));
        ConsoleSessions.Begin(ines);
        ConsoleSessions.SetEnd(ines, Now.AddHours(8));
        _session = new ConsoleSessions(_handoffs.Clock).Watch(ines);
        _queue = new QueueState(new AgentDesk(_handoffs.Desk, _handoffs.Transcripts, null!, null!, _audit, _handoffs.Clock)) { Session = _session };
    }

    public void Dispose()
    {
        _session.Dispose();
        _handoffs.Dispose();
    }

    [Fact]
    public async Task PutAsync_WhatBeginsToWait_IsToldOnce_AndNothingElseIs()
    {
        Assert.Equal("NewOne", await PutAsync(Ticket(1)));
        Assert.Null(await PutAsync(Ticket(1) with { Reason = "asked again" }));
        Assert.Null(await PutAsync(Mine(1)));
        Assert.Equal("NewOne", await PutAsync(Ticket(1)));
        Assert.Equal("NewToAnswer", await PutAsync(Ticket(1) with { State = HandoffState.Closed, Outcome = HandoffOutcome.TimedOut }));
        Assert.Null(await PutAsync(Ticket(1) with { State = HandoffState.Closed, Outcome = HandoffOutcome.TimedOut, FollowedUpAt = Now }));
    }

    [Fact]
    public async Task Shown_ByFilter_AreThoseThatFitInTheirOrder()
    {
        foreach (var ticket in new[] { Ticket(3), Mine(2), Mine(4) with { AgentId = "otto" }, Ticket(1), Ticket(5) with { State = HandoffState.Closed, Outcome = HandoffOutcome.TimedOut } })
            await PutAsync(ticket);

        Assert.Equal(["H-1", "H-3"], Shown(QueueFilter.Waiting));
        Assert.Equal(["H-2"], Shown(QueueFilter.Mine));
        Assert.Equal(["H-1", "H-2", "H-3", "H-4"], Shown(QueueFilter.Open));
        Assert.Equal(["H-5"], Shown(QueueFilter.ToAnswer));
        Assert.Empty(Shown(QueueFilter.Closed));
        Assert.Equal([2, 1, 4, 1], Enum.GetValues<QueueFilter>().SkipLast(1).Select(_queue.Count));
        _queue.Clear();
        Assert.Empty(Shown(QueueFilter.Open));
    }

    [Fact]
    public async Task FindAsync_OfWords_ShowsWhatTheDeskFinds()
    {
        var tent = await _handoffs.Queue.RequestAsync(new HandoffRequest(new("directline", "c1"), null, "Ana", "the tent", []), CancellationToken.None);
        await _handoffs.Queue.RequestAsync(new HandoffRequest(new("directline", "c2"), null, "Bob", "the lamp", []), CancellationToken.None);
        await _queue.ReloadAsync(CancellationToken.None);
        Assert.Equal(2, _queue.Shown.Count);

        _queue.Words = "tent";
        await _queue.FindAsync(CancellationToken.None);

        Assert.Equal(tent.Ticket.Id, Assert.Single(_queue.Shown).Id);
    }

    [Fact]
    public async Task PutAsync_OfWhatWasLookedFor_KeepsTheListWithoutALook()
    {
        (_queue.Filter, _queue.Words) = (QueueFilter.Closed, "Tent");
        await _queue.FindAsync(CancellationToken.None);
        var looks = _audit.Count;

        foreach (var ticket in new[] { Closed(1), Ticket(2), Closed(3) with { ClosedAt = Now.AddMinutes(1) } })
            await PutAsync(ticket with { Reason = "where is my tent" });
        await PutAsync(Closed(4) with { Reason = "the lamp" });

        Assert.Equal(["H-3", "H-1"], _queue.Found.Select(ticket => ticket.Id));
        await PutAsync(Ticket(3) with { Reason = "where is my tent" });
        Assert.Equal(["H-1"], _queue.Found.Select(ticket => ticket.Id));
        Assert.Equal(looks, _audit.Count);
    }

    [Fact]
    public async Task PutAsync_MoreThanAConsoleKeeps_KeepsTheFirstAndTheAgentsOwn_AndReadsTheRestWhenThereIsRoom()
    {
        for (var i = 0; i < QueueState.MaxToDo + 500; i++)
            await PutAsync(Ticket(i) with { Line = "{}" });
        await PutAsync(Mine(5_000));
        Assert.Equal(QueueState.MaxToDo + 1, _queue.ToDo.Count);
        Assert.Contains(_queue.ToDo, ticket => ticket.Id == "H-5000");
        Assert.All(_queue.ToDo, ticket => Assert.Equal("", ticket.Line));
        var waiting = await _handoffs.Queue.RequestAsync(new HandoffRequest(new("directline", "c1"), null, null, "help", []), CancellationToken.None);

        for (var i = 0; i < QueueState.MaxToDo; i++)
            await PutAsync(Ticket(i) with { State = HandoffState.Closed });

        Assert.Equal(waiting.Ticket.Id, Assert.Single(_queue.ToDo).Id);
    }

    [Fact]
    public async Task Beside_EndsWhereTheListDoes()
    {
        Assert.Null(_queue.Beside("H-1", 1));
        for (var i = 1; i <= 3; i++)
            await PutAsync(Ticket(i));

        Assert.Equal(
            ["H-1", "H-1", "H-2", "H-1", "H-3"],
            new[] { (null, 1), ("H-9", -1), ("H-1", 1), ("H-1", -1), ("H-3", 1) }.Select(((string? Id, int Places) from) => _queue.Beside(from.Id, from.Places)!.Id));
    }

    [Fact]
    public async Task MarkUnread_IsForTheAgentsOwn_UntilItIsRead()
    {
        await PutAsync(Ticket(1));
        await PutAsync(Mine(2));

        Assert.False(_queue.MarkUnread("H-1"));
        Assert.True(_queue.MarkUnread("H-2"));
        Assert.Equal((false, true), (_queue.IsUnread("H-1"), _queue.IsUnread("H-2")));
        _queue.MarkRead("H-2");
        Assert.False(_queue.IsUnread("H-2"));
    }

    [Fact]
    public async Task PutAsync_AfterTheAgentSignedOut_IsRefused()
    {
        _handoffs.Clock.Advance(TimeSpan.FromHours(8));

        await Assert.ThrowsAsync<SignedOutException>(() => PutAsync(Ticket(1)));
        Assert.Empty(_queue.Shown);
    }

    private Task<string?> PutAsync(HandoffTicket ticket) => _queue.PutAsync(ticket, CancellationToken.None);

    private IEnumerable<string> Shown(QueueFilter filter)
    {
        _queue.Filter = filter;
        return _queue.Shown.Select(ticket => ticket.Id);
    }

    private static HandoffTicket Ticket(int number) =>
        new($"H-{number}", HandoffState.Queued, "help", new("directline", $"c{number}"), null, "Ana", [], Now.AddMinutes(number), null);

    private static HandoffTicket Closed(int number) => Ticket(number) with { State = HandoffState.Closed, ClosedAt = Now };

    private static HandoffTicket Mine(int number) => Ticket(number) with { State = HandoffState.Accepted, AgentId = "ines" };

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
