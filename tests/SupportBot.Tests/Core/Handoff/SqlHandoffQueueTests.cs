using SupportBot.Core.Customers;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Core.Handoff;

public sealed class SqlHandoffQueueTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly HandoffRequest Cancel = new(new("directline", "c1"), new CustomerId("6"), "Ana Silva", "cancel it", ["5023"]);

    private readonly HandoffDatabase _handoffs = new(Now);

    private SqlHandoffQueue Queue => _handoffs.Queue;

    public void Dispose() => _handoffs.Dispose();

    [Fact]
    public async Task RequestAsync_New_IsQueuedWithEverything()
    {
        var receipt = await Queue.RequestAsync(Cancel with { Line = "{}", Locale = "en-GB" }, CancellationToken.None);

        Assert.True(receipt.IsNew);
        Assert.Equal(new QueuePlace(1, null, null, IsStaffed: true), receipt.Place);
        var expected = new HandoffTicket(receipt.Ticket.Id, HandoffState.Queued, "cancel it", Cancel.Conversation, new CustomerId("6"), "Ana Silva", ["5023"], Now, null)
        {
            QueuedAt = Now,
            Line = "{}",
            Locale = "en-GB",
            Version = 1,
        };
        Assert.Equivalent(expected, await _handoffs.Desk.FindAsync(receipt.Ticket.Id, CancellationToken.None), strict: true);
        Assert.Equal(["requested", "queued"], (await _handoffs.Desk.StepsAsync(receipt.Ticket.Id, CancellationToken.None)).Select(HandoffStepText.WhatOf));
    }

    [Fact]
    public async Task RequestAsync_SecondInTheConversation_AddsItsOrdersToTheFirst()
    {
        var first = await Queue.RequestAsync(Cancel, CancellationToken.None);

        var second = await Queue.RequestAsync(Cancel with { Reason = "and that one", OrderIds = ["4711", "5023"] }, CancellationToken.None);

        Assert.False(second.IsNew);
        Assert.Equal(first.Ticket.Id, second.Ticket.Id);
        Assert.Equal(["5023", "4711"], Assert.Single(await ListAsync(HandoffState.Queued)).OrderIds);
    }

    [Theory]
    [InlineData("1", "1 2 3?", "1")]
    [InlineData("1 2", "1 2 3?", "1 2")]
    [InlineData("1", "2", "1 2")]
    [InlineData("1 2 3?", "2", "2")]
    [InlineData("1 2 3?", "4", "4")]
    [InlineData("1 2 3?", "2 3", "2 3")]
    [InlineData("1 2 3?", "", "1 2 3?")]
    [InlineData("1 2 3?", "2 3 4?", "2 3?")]
    [InlineData("2 3?", "1 2 3?", "2 3?")]
    [InlineData("1 2?", "3 4?", "1 2 3 4?")]
    [InlineData("1 2?", "2 3?", "2")]
    [InlineData("", "1 2?", "1 2?")]
    [InlineData("", "1", "1")]
    public async Task RequestAsync_Again_TellsTheOrderMeantFromCandidates(string first, string then, string expected)
    {
        await Queue.RequestAsync(About(first), CancellationToken.None);
        var receipt = await Queue.RequestAsync(About(then), CancellationToken.None);

        var ticket = Assert.Single(await ListAsync(HandoffState.Queued));
        Assert.Equal(expected, Orders(ticket));
        Assert.Equal(expected, Orders(receipt.Ticket));

        // «?» for candidates.
        static HandoffRequest About(string orders) =>
            Cancel with { OrderIds = orders.TrimEnd('?').Split(' ', StringSplitOptions.RemoveEmptyEntries), OrdersAreCandidates = orders.EndsWith('?') };
        static string Orders(HandoffTicket ticket) => string.Join(' ', ticket.OrderIds) + (ticket.OrdersAreCandidates ? "?" : "");
    }

    [Theory]
    [InlineData(true, "5023", "4711")]
    [InlineData(false, "5023")]
    public async Task Ticket_OfAnEarlierVersion_HasCandidatesWhereItHasSeveralOrders(bool areCandidates, params string[] orderIds)
    {
        await Queue.RequestAsync(Cancel with { OrderIds = orderIds }, CancellationToken.None);
        await _handoffs.ExecuteAsync("UPDATE handoffs SET orders_are_candidates = NULL");

        Assert.Equal(areCandidates, Assert.Single(await ListAsync(null)).OrdersAreCandidates);
    }

    [Fact]
    public async Task RequestAsync_InAnotherConversation_IsAnotherTicketInLine()
    {
        await Queue.RequestAsync(Cancel, CancellationToken.None);
        _handoffs.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await Queue.RequestAsync(Cancel with { Conversation = new("directline", "c2") }, CancellationToken.None);

        Assert.Equal(2, second.Place.Position);
        Assert.Equal(2, (await ListAsync(null)).Count);
        Assert.Empty(await ListAsync(HandoffState.Closed));
    }

    [Fact]
    public async Task UnseenAsync_OpenOrClosedWithinTheHour_IsTheCustomersToComeBackTo()
    {
        await BindAsync(Cancel.Conversation, "6");
        var ticket = (await Queue.RequestAsync(Cancel, CancellationToken.None)).Ticket;
        Assert.Equal(ticket.Id, await UnseenAsync("6"));
        Assert.Null(await UnseenAsync("7"));
        Assert.Null(await UnseenAsync("6", "msteams"));

        _handoffs.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(ticket.Id, await UnseenAsync("6"));
        var ines = new Agent("ines-1", "Ines");
        await _handoffs.Desk.AcceptAsync(ticket.Id, ines, CancellationToken.None);
        await _handoffs.Desk.CloseAsync(ticket.Id, ines, "", returnToBot: false, CancellationToken.None);

        _handoffs.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(ticket.Id, await UnseenAsync("6"));
        _handoffs.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await UnseenAsync("6"));
    }

    [Fact]
    public async Task UnseenAsync_EndThatTheCustomerKnows_IsNoneToComeBackTo()
    {
        await BindAsync(Cancel.Conversation, "6");
        var ticket = (await Queue.RequestAsync(Cancel, CancellationToken.None)).Ticket;
        await Queue.WithdrawAsync(ticket, CancellationToken.None);

        Assert.Null(await UnseenAsync("6"));
    }

    [Fact]
    public async Task UnseenAsync_CustomerWhoLeftTheAgentWithoutAnAnswer_MaySeeWhatTheAgentWrote()
    {
        await BindAsync(Cancel.Conversation, "6");
        var ticket = (await Queue.RequestAsync(Cancel, CancellationToken.None)).Ticket;
        var ines = new Agent("ines-1", "Ines");
        await _handoffs.Desk.AcceptAsync(ticket.Id, ines, CancellationToken.None);
        await _handoffs.Desk.SayAsync(ticket.Id, ines, "Which one?", null, CancellationToken.None);
        await _handoffs.PassAsync(_handoffs.Options.CustomerTimeout);

        Assert.Equal(HandoffOutcome.Abandoned, Assert.Single(await ListAsync(HandoffState.Closed)).Outcome);
        Assert.Equal(ticket.Id, await UnseenAsync("6"));
    }

    [Fact]
    public async Task UnseenAsync_Several_IsTheNewestOpenOne()
    {
        foreach (var conversation in new[] { "c1", "c2", "c3" })
        {
            await BindAsync(new("directline", conversation), "6");
            await Queue.RequestAsync(Cancel with { Conversation = new("directline", conversation) }, CancellationToken.None);
            _handoffs.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var ines = new Agent("ines-1", "Ines");
        var last = (await Queue.LatestAsync(new("directline", "c3"), CancellationToken.None))!;
        await _handoffs.Desk.AcceptAsync(last.Id, ines, CancellationToken.None);
        await _handoffs.Desk.CloseAsync(last.Id, ines, "", returnToBot: true, CancellationToken.None);

        Assert.Equal((await Queue.LatestAsync(new("directline", "c2"), CancellationToken.None))!.Id, await UnseenAsync("6"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("7")]
    public async Task UnseenAsync_ConversationThatIsNotBoundToTheCustomer_IsNone(string? bound)
    {
        if (bound is not null)
            await BindAsync(Cancel.Conversation, bound);
        await Queue.RequestAsync(Cancel, CancellationToken.None);

        Assert.Null(await UnseenAsync("6"));
        Assert.Null(await UnseenAsync("7"));
    }

    [Fact]
    public async Task RequestAsync_TurnThatFails_LeavesNoTicket()
    {
        using (TurnWork.Begin())
            await Queue.RequestAsync(Cancel, CancellationToken.None);

        Assert.Empty(await ListAsync(null));
    }

    [Fact]
    public async Task RequestAsync_WhileNobodyIsThere_IsLeftAsAMessageAndQueuedWhenTheDeskOpens()
    {
        // Now is a Thursday, 12:00 UTC.
        using var handoffs = new HandoffDatabase(Now, new HandoffOptions { Hours = new() { ["Friday"] = "09:00-17:00" } });

        var receipt = await handoffs.Queue.RequestAsync(Cancel, CancellationToken.None);

        Assert.Equal(HandoffState.Requested, receipt.Ticket.State);
        Assert.Equal(new QueuePlace(0, null, Now.AddHours(21), IsStaffed: false), receipt.Place);
        Assert.Equal(0, await handoffs.PassAsync(TimeSpan.FromHours(20)));
        Assert.Equal(1, await handoffs.PassAsync(TimeSpan.FromHours(1)));
        Assert.Equal(HandoffState.Queued, (await handoffs.Desk.FindAsync(receipt.Ticket.Id, CancellationToken.None))!.State);
        Assert.Equal(["Opened"], handoffs.Line.Done);
    }

    [Fact]
    public async Task PlaceAsync_TellsTheUsualWaitOnceEnoughWereAccepted()
    {
        foreach (var (minutes, i) in new[] { 2, 30, 4 }.Select((minutes, i) => (minutes, i)))
        {
            var ticket = (await Queue.RequestAsync(Cancel with { Conversation = new("directline", $"w{i}") }, CancellationToken.None)).Ticket;
            Assert.Null((await Queue.PlaceAsync(ticket, CancellationToken.None)).Wait);
            _handoffs.Clock.Advance(TimeSpan.FromMinutes(minutes));
            await _handoffs.Desk.AcceptAsync(ticket.Id, new Agent("a1", "Ines"), CancellationToken.None);
        }

        Assert.Equal(TimeSpan.FromMinutes(4), (await Queue.RequestAsync(Cancel, CancellationToken.None)).Place.Wait);
    }

    [Fact]
    public async Task WithdrawAsync_EndsItUnlessAnAgentWasFaster()
    {
        var first = (await Queue.RequestAsync(Cancel, CancellationToken.None)).Ticket;
        await Queue.WithdrawAsync(first, CancellationToken.None);
        Assert.Equal(HandoffOutcome.Abandoned, (await Queue.LatestAsync(Cancel.Conversation, CancellationToken.None))!.Outcome);

        var second = (await Queue.RequestAsync(Cancel, CancellationToken.None)).Ticket;
        Assert.NotEqual(first.Id, second.Id);
        await _handoffs.Desk.AcceptAsync(second.Id, new Agent("a1", "Ines"), CancellationToken.None);
        await Assert.ThrowsAsync<HandoffChangedException>(() => Queue.WithdrawAsync(second, CancellationToken.None));
        Assert.Equal(HandoffState.Accepted, (await Queue.LatestAsync(Cancel.Conversation, CancellationToken.None))!.State);
    }

    [Fact]
    public async Task LatestAsync_OpenOneBeforeAClosedOne_NullInAnotherConversation()
    {
        Assert.Null(await Queue.LatestAsync(Cancel.Conversation, CancellationToken.None));
        var first = (await Queue.RequestAsync(Cancel, CancellationToken.None)).Ticket;
        await Queue.WithdrawAsync(first, CancellationToken.None);
        Assert.Equal(first.Id, (await Queue.LatestAsync(Cancel.Conversation, CancellationToken.None))!.Id);

        var second = (await Queue.RequestAsync(Cancel, CancellationToken.None)).Ticket;

        Assert.Equal(second.Id, (await Queue.LatestAsync(Cancel.Conversation, CancellationToken.None))!.Id);
        Assert.Null(await Queue.LatestAsync(new("msteams", "c1"), CancellationToken.None));
    }

    private Task<bool> BindAsync(ConversationKey conversation, string customer) => _handoffs.Bindings.BindAsync(conversation, new CustomerId(customer), CancellationToken.None);

    private async Task<string?> UnseenAsync(string customer, string channel = "directline") =>
        (await Queue.UnseenAsync(new CustomerId(customer), channel, CancellationToken.None))?.Id;

    private Task<IReadOnlyList<HandoffTicket>> ListAsync(HandoffState? state) => _handoffs.Desk.ListAsync(new HandoffFilter(state, null), CancellationToken.None);
}
