using SupportBot.AgentConsole.Pages;
using SupportBot.Core.Handoff;
using SupportBot.Tests.Core.Handoff;

namespace SupportBot.Tests.AgentConsole.Pages;

public sealed class HandoffConversationTests
{
    [Fact]
    public async Task InWords_AgentNamedCustomer_IsTheAgent()
    {
        using var handoffs = new HandoffDatabase(new DateTimeOffset(2026, 10, 1, 12, 0, 0, TimeSpan.Zero));
        var asked = await handoffs.Queue.RequestAsync(new HandoffRequest(new("directline", "c1"), null, "Ana", "help", []), CancellationToken.None);
        await handoffs.Desk.AcceptAsync(asked.Ticket.Id, new Agent("a1", "customer"), CancellationToken.None);

        var steps = await handoffs.Desk.StepsAsync(asked.Ticket.Id, CancellationToken.None);

        Assert.Equal(["Ana asked for a person", "Joined the queue", "customer joined"], steps.Select(step => HandoffConversation.InWords(step, "Ana")));
    }

    [Fact]
    public void Of_StepsAmongEntries_DividesWhereSomebodyJoinsOrLeaves_AndNamesWhoWrote()
    {
        var now = new DateTimeOffset(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
        HandoffStep[] steps =
        [
            new HandoffStep.ByCustomer(now, CustomerAct.Requested), new HandoffStep.ByDesk(now, DeskAct.Queued), new HandoffStep.ByAgent(now.AddMinutes(1), AgentAct.Accepted, "customer"),
            new HandoffStep.ByAgent(now.AddMinutes(2), AgentAct.Noted, "Otto"), new HandoffStep.ByCustomer(now.AddMinutes(3), CustomerAct.AskedAgain),
            new HandoffStep.ByAgent(now.AddMinutes(4), AgentAct.Resolved, "customer"), new HandoffStep.Rated(now.AddMinutes(5), 4), new HandoffStep.Unknown(now.AddMinutes(6), "moved", "Otto"),
        ];
        TranscriptEntry[] entries =
        [
            new(now.AddMinutes(-1), Speaker.Bot, "Hello!", 1), new(now.AddMinutes(1), Speaker.Agent, "Hi", 2), new(now.AddMinutes(2), Speaker.Note, "angry", 3),
            new(now.AddMinutes(5), Speaker.Customer, "thanks", 4),
        ];
        var file = new HandoffFile(new HandoffTicket("H-7K2M9Q", HandoffState.Closed, "help", new("directline", "c1"), null, "Ana", [], now, null), steps, entries, null, []);

        var parts = HandoffConversation.Of(file);

        Assert.Equal([null, steps[0], steps[2], steps[5]], parts.Select(part => part.Divider));
        Assert.Equal([null, null, "customer", null], parts.Select(part => part.Agent));
        Assert.Equal([null, "customer", "Otto", null], parts.SelectMany(part => part.Entries).Select(entry => entry.Author));
        Assert.Equal("Rated 4 out of 5", HandoffConversation.InWords(steps[6], "Ana"));
        Assert.Equal("moved", HandoffConversation.InWords(steps[7], "Ana"));
    }

    [Fact]
    public void InWords_EveryAct_HasWords()
    {
        var steps = Enum.GetValues<CustomerAct>().Select(HandoffStep (act) => new HandoffStep.ByCustomer(DateTimeOffset.UnixEpoch, act))
            .Concat(Enum.GetValues<AgentAct>().Select(act => new HandoffStep.ByAgent(DateTimeOffset.UnixEpoch, act, "Ines")))
            .Concat(Enum.GetValues<DeskAct>().Select(act => new HandoffStep.ByDesk(DateTimeOffset.UnixEpoch, act)));

        Assert.All(steps.Select(step => HandoffConversation.InWords(step, "Ana")), words => Assert.DoesNotContain("Step.", words, StringComparison.Ordinal));
    }
}
