using SupportBot.Core.Customers;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Core.Handoff;

public sealed class SqlHandoffDeskTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Agent Ines = new("a1", "Ines");
    private static readonly Agent Otto = new("a2", "Otto");

    /// <summary>Now is a Thursday.</summary>
    private static readonly HandoffOptions UntilTenPastNoon = new() { Hours = new() { ["Thursday"] = "09:00-12:10", ["Friday"] = "09:00-17:00" } };

    private readonly HandoffDatabase _handoffs = new(Now);

    private SqlHandoffDesk Desk => _handoffs.Desk;

    public void Dispose() => _handoffs.Dispose();

    [Fact]
    public async Task AcceptAsync_TwoAgentsAtOnce_OneIsFirstAndTheOtherLearnsWho()
    {
        var id = await RequestAsync("c1");

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            Task.Run(() => Desk.AcceptAsync(id, i % 2 == 0 ? Ines : Otto, CancellationToken.None))));

        var winner = (await Desk.FindAsync(id, CancellationToken.None))!.Agent;
        Assert.Equal(8, results.Count(result => result.Outcome == DeskOutcome.Done));
        Assert.Equal(8, results.Count(result => result.Outcome == DeskOutcome.Taken));
        Assert.All(results, result => Assert.Equal(winner, result.Ticket!.Agent));
        Assert.Equal(["silence", "Joined"], _handoffs.Line.Done);
    }

    [Fact]
    public async Task SayAsync_SameMessageTwice_IsSaidOnce()
    {
        var id = await AcceptedAsync();

        await Desk.SayAsync(id, Ines, "Hello", "m1", CancellationToken.None);
        await Desk.SayAsync(id, Ines, "Hello", "m1", CancellationToken.None);
        await Desk.SayAsync(id, Ines, "Hello", "m2", CancellationToken.None);

        Assert.Equal(["Hello", "Hello"], _handoffs.Line.Done.Skip(2));
        Assert.Equal(
            [(Speaker.Bot, "Joined"), (Speaker.Agent, "Hello"), (Speaker.Agent, "Hello")],
            (await _handoffs.Transcripts.ReadAsync(new("directline", "c1"), CancellationToken.None)).Select(line => (line.By, line.Text)));
    }

    [Fact]
    public async Task SayAsync_TooLongOrNothing_IsRefusedAndNothingIsSaid()
    {
        var id = await AcceptedAsync();
        var tooLong = new string('x', HandoffLimits.MaxText + 1);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Desk.SayAsync(id, Ines, tooLong, null, CancellationToken.None));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Desk.SayAsync(id, Ines, " ", null, CancellationToken.None));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Desk.NoteAsync(id, Ines, tooLong, null, CancellationToken.None));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Desk.NoteAsync(id, Ines, "x", tooLong[..(HandoffLimits.MaxMessageId + 1)], CancellationToken.None));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Desk.CloseAsync(id, Ines, tooLong, false, CancellationToken.None));

        Assert.Equal(HandoffState.Accepted, (await Desk.FindAsync(id, CancellationToken.None))!.State);
        Assert.Equal([Speaker.Bot], (await _handoffs.Transcripts.ReadAsync(new("directline", "c1"), CancellationToken.None)).Select(line => line.By));
    }

    [Fact]
    public async Task StepsAsync_OfOneWhoAsksAgainWithoutEnd_AreTheNewestAndWhoHasIt()
    {
        var id = await AcceptedAsync();
        await _handoffs.ExecuteAsync(
            $"""
            WITH RECURSIVE numbers(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 2000)
            INSERT INTO handoff_steps(handoff_id, seq, at, what, by_whom) SELECT '{id}', 100 + number, '2026-10-01T12:00:00.0000000Z', 'asked again', 'customer' FROM numbers
            """);

        var steps = await Desk.StepsAsync(id, CancellationToken.None);

        Assert.Equal(500, steps.Count);
        Assert.Equal(["requested", "queued", "accepted", "asked again"], steps.Take(4).Select(HandoffStepText.WhatOf));
    }

    [Fact]
    public async Task SayAsync_ByWhoDoesNotHaveIt_IsRefusedAndNothingIsSaid()
    {
        var id = await RequestAsync("c1");
        Assert.Equal(DeskOutcome.NotAccepted, (await Desk.SayAsync(id, Ines, "Hello", null, CancellationToken.None)).Outcome);

        await Desk.AcceptAsync(id, Ines, CancellationToken.None);
        Assert.Equal(DeskOutcome.Taken, (await Desk.SayAsync(id, Otto, "Hello", null, CancellationToken.None)).Outcome);
        Assert.Equal(DeskOutcome.Taken, (await Desk.CloseAsync(id, Otto, "", false, CancellationToken.None)).Outcome);

        await Desk.CloseAsync(id, Ines, "done", false, CancellationToken.None);
        Assert.Equal(DeskOutcome.Closed, (await Desk.SayAsync(id, Ines, "Hello", null, CancellationToken.None)).Outcome);
        Assert.Equal(DeskOutcome.NotFound, (await Desk.SayAsync("H-NOSUCH", Ines, "Hello", null, CancellationToken.None)).Outcome);
        Assert.DoesNotContain("Hello", _handoffs.Line.Done);
    }

    [Theory]
    [InlineData(true, HandoffOutcome.ReturnedToBot, "ReturnedToBot")]
    [InlineData(false, HandoffOutcome.Resolved, "Resolved")]
    public async Task CloseAsync_StartsCleanAndAsksHowItWas(bool returnToBot, HandoffOutcome outcome, string notice)
    {
        var id = await AcceptedAsync();
        _handoffs.Clock.Advance(TimeSpan.FromMinutes(3));

        var result = await Desk.CloseAsync(id, Ines, "Cancelled it", returnToBot, CancellationToken.None);

        Assert.Equal(DeskOutcome.Done, result.Outcome);
        var closed = (await Desk.FindAsync(id, CancellationToken.None))!;
        Assert.Equal((HandoffState.Closed, outcome, "Cancelled it", Now.AddMinutes(3)), (closed.State, closed.Outcome, closed.Resolution, closed.ClosedAt));
        Assert.Equal(["clean", notice], _handoffs.Line.Done.TakeLast(2));
        Assert.Equal(["requested", "queued", "accepted", returnToBot ? "returned to the bot" : "resolved"], (await Desk.StepsAsync(id, CancellationToken.None)).Select(HandoffStepText.WhatOf));
    }

    [Fact]
    public async Task ReleaseAsync_GoesBackToItsOldPlace()
    {
        var first = await AcceptedAsync();
        _handoffs.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await RequestAsync("c2");

        await Desk.ReleaseAsync(first, Ines, CancellationToken.None);

        var queue = await Desk.ListAsync(new HandoffFilter(HandoffState.Queued, null), CancellationToken.None);
        Assert.Equal([first, second], queue.Select(ticket => ticket.Id));
        Assert.Equal(1, (await _handoffs.Queue.PlaceAsync(queue[0], CancellationToken.None)).Position);
        Assert.Equal(2, (await _handoffs.Queue.PlaceAsync(queue[1], CancellationToken.None)).Position);
        Assert.Equal(DeskOutcome.Done, (await Desk.AcceptAsync(first, Otto, CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task ReleaseAsync_AfterALongTalk_WaitsAnew()
    {
        var id = await AcceptedAsync();
        await Desk.SayAsync(id, Ines, "Hello", null, CancellationToken.None);
        await _handoffs.PassAsync(TimeSpan.FromMinutes(40));

        await Desk.ReleaseAsync(id, Ines, CancellationToken.None);

        Assert.Equal(0, await _handoffs.PassAsync(TimeSpan.FromMinutes(29)));
        Assert.Equal(1, await _handoffs.PassAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task NoteAsync_IsInTheTranscriptAndNeverReachesTheCustomer()
    {
        var id = await RequestAsync("c1");

        await Desk.NoteAsync(id, Otto, "knows the CEO", null, CancellationToken.None);

        Assert.Empty(_handoffs.Line.Done);
        Assert.Equal(Speaker.Note, Assert.Single(await _handoffs.Transcripts.ReadAsync(new("directline", "c1"), CancellationToken.None)).By);
    }

    [Fact]
    public async Task NoteAsync_SameNoteTwice_IsKeptOnce_AndTakesNoIdFromAReply()
    {
        var id = await AcceptedAsync();

        await Desk.NoteAsync(id, Ines, "knows the CEO", "m1", CancellationToken.None);
        await Desk.NoteAsync(id, Ines, "knows the CEO", "m1", CancellationToken.None);
        await Desk.SayAsync(id, Ines, "Hello", "m1", CancellationToken.None);

        Assert.Equal(
            [(Speaker.Bot, "Joined"), (Speaker.Note, "knows the CEO"), (Speaker.Agent, "Hello")],
            (await _handoffs.Transcripts.ReadAsync(new("directline", "c1"), CancellationToken.None)).Select(line => (line.By, line.Text)));
        Assert.Single(await Desk.StepsAsync(id, CancellationToken.None), step => HandoffStepText.WhatOf(step) == "noted");
    }

    [Fact]
    public async Task LetTimePass_NobodyAccepts_BecomesAWrittenTicketAndTheCustomerHearsIt()
    {
        var id = await RequestAsync("c1");

        Assert.Equal(0, await _handoffs.PassAsync(TimeSpan.FromMinutes(29)));
        Assert.Equal(1, await _handoffs.PassAsync(TimeSpan.FromMinutes(1)));

        Assert.Equal(HandoffOutcome.TimedOut, (await Desk.FindAsync(id, CancellationToken.None))!.Outcome);
        Assert.Equal(["TimedOut"], _handoffs.Line.Done);
        Assert.Equal(0, await _handoffs.PassAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task LetTimePass_NothingIsDue_DoesNotTakeTheWriter()
    {
        await RequestAsync("c1");
        using var work = TurnWork.Begin();
        var end = new TaskCompletionSource();
        work.Add((_, _) => end.Task);
        var writing = _handoffs.CommitAsync(work);

        Assert.Equal(0, await _handoffs.PassAsync(TimeSpan.FromSeconds(15)).WaitAsync(TimeSpan.FromSeconds(5)));

        end.SetResult();
        await writing;
    }

    [Fact]
    public async Task LetTimePass_AgentDoesNotAnswer_IsQueuedAgain()
    {
        var id = await AcceptedAsync();
        await Desk.SayAsync(id, Ines, "Hello", null, CancellationToken.None);
        Assert.Equal(0, await _handoffs.PassAsync(TimeSpan.FromMinutes(30)));
        await _handoffs.Queue.WroteAsync((await Desk.FindAsync(id, CancellationToken.None))!, "{}", CancellationToken.None);

        Assert.Equal(0, await _handoffs.PassAsync(TimeSpan.FromMinutes(19)));
        Assert.Equal(1, await _handoffs.PassAsync(TimeSpan.FromMinutes(1)));

        var ticket = (await Desk.FindAsync(id, CancellationToken.None))!;
        Assert.Equal((HandoffState.Queued, null), (ticket.State, ticket.Agent));
        Assert.Equal("QueuedAgain", _handoffs.Line.Done[^1]);
    }

    [Fact]
    public async Task LetTimePass_CustomerIsGone_EndsCleanly()
    {
        var id = await AcceptedAsync();
        await Desk.SayAsync(id, Ines, "Which one?", null, CancellationToken.None);

        Assert.Equal(0, await _handoffs.PassAsync(TimeSpan.FromMinutes(239)));
        Assert.Equal(1, await _handoffs.PassAsync(TimeSpan.FromMinutes(1)));

        Assert.Equal(HandoffOutcome.Abandoned, (await Desk.FindAsync(id, CancellationToken.None))!.Outcome);
        Assert.Equal(["clean", "CustomerGone"], _handoffs.Line.Done.TakeLast(2));
    }

    [Fact]
    public async Task LetTimePass_DeskClosesBeforeAnybodyComes_WaitsForTheNextOpening()
    {
        using var handoffs = new HandoffDatabase(Now, UntilTenPastNoon);
        var id = await RequestAsync("c1", handoffs);

        Assert.Equal(0, await handoffs.PassAsync(TimeSpan.FromMinutes(9)));
        Assert.Equal(1, await handoffs.PassAsync(TimeSpan.FromMinutes(1)));
        var left = (await handoffs.Desk.FindAsync(id, CancellationToken.None))!;
        Assert.Equal((HandoffState.Requested, null), (left.State, left.QueuedAt));
        Assert.Equal(0, await handoffs.PassAsync(new TimeSpan(20, 49, 0)));
        Assert.Equal(1, await handoffs.PassAsync(TimeSpan.FromMinutes(1)));

        Assert.Equal(HandoffState.Queued, (await handoffs.Desk.FindAsync(id, CancellationToken.None))!.State);
        Assert.Equal(0, await handoffs.PassAsync(TimeSpan.FromMinutes(29)));
        Assert.Equal(1, await handoffs.PassAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(["Closing", "Opened", "TimedOut"], handoffs.Line.Done);
    }

    [Fact]
    public async Task LetTimePass_NobodyLookedWhileTheDeskWasClosed_WaitsAnewFromTheOpening()
    {
        using var handoffs = new HandoffDatabase(Now, UntilTenPastNoon);
        var id = await RequestAsync("c1", handoffs);

        Assert.Equal(0, await handoffs.PassAsync(new TimeSpan(21, 29, 0)));
        Assert.Equal(1, await handoffs.PassAsync(TimeSpan.FromMinutes(1)));

        Assert.Equal(HandoffOutcome.TimedOut, (await handoffs.Desk.FindAsync(id, CancellationToken.None))!.Outcome);
    }

    [Fact]
    public async Task LetTimePass_DeskThatIsOpenOverMidnight_DoesNotWaitAnew()
    {
        using var handoffs = new HandoffDatabase(Now.AddHours(11).AddMinutes(50), new HandoffOptions { Hours = new() { ["Thursday"] = "08:00-24:00", ["Friday"] = "00:00-24:00" } });
        await RequestAsync("c1", handoffs);

        Assert.Equal(0, await handoffs.PassAsync(TimeSpan.FromMinutes(29)));
        Assert.Equal(1, await handoffs.PassAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(["TimedOut"], handoffs.Line.Done);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AgentIsGone_WhileTheDeskIsClosed_IsLeftUntilItOpens(bool isReleased)
    {
        using var handoffs = new HandoffDatabase(Now, UntilTenPastNoon);
        var id = await RequestAsync("c1", handoffs);
        await handoffs.Desk.AcceptAsync(id, Ines, CancellationToken.None);
        Assert.Equal(0, await handoffs.PassAsync(TimeSpan.FromMinutes(19)));

        if (isReleased)
            Assert.Equal(DeskOutcome.Done, (await handoffs.Desk.ReleaseAsync(id, Ines, CancellationToken.None)).Outcome);
        else
            Assert.Equal(1, await handoffs.PassAsync(TimeSpan.FromMinutes(1)));

        var left = (await handoffs.Desk.FindAsync(id, CancellationToken.None))!;
        Assert.Equal((HandoffState.Requested, null, null), (left.State, left.Agent, left.QueuedAt));
        Assert.Equal("LeftAgain", handoffs.Line.Done[^1]);
        Assert.Equal(0, await handoffs.PassAsync(TimeSpan.FromHours(20)));
        Assert.Equal(1, await handoffs.PassAsync(TimeSpan.FromHours(1)));
        Assert.Equal((HandoffState.Queued, "Opened"), ((await handoffs.Desk.FindAsync(id, CancellationToken.None))!.State, handoffs.Line.Done[^1]));
    }

    [Fact]
    public async Task ListAsync_Words_FindsByCustomerOrderAndResolutionAndTakesNoPatterns()
    {
        var id = await AcceptedAsync();
        await Desk.CloseAsync(id, Ines, "Sent 100% again", false, CancellationToken.None);
        await RequestAsync("c2");

        foreach (var words in new[] { "ana", "5023", "100%", id.ToLowerInvariant(), "cancel" })
            Assert.Contains(await Desk.ListAsync(new HandoffFilter(null, words), CancellationToken.None), ticket => ticket.Id == id);
        Assert.Single(await Desk.ListAsync(new HandoffFilter(null, "sent 100%"), CancellationToken.None));
        Assert.Empty(await Desk.ListAsync(new HandoffFilter(null, "s_nt"), CancellationToken.None));
        Assert.Empty(await Desk.ListAsync(new HandoffFilter(HandoffState.Accepted, "ana"), CancellationToken.None));
    }

    [Theory]
    [InlineData("Äpfel")]
    [InlineData("äpfel")]
    [InlineData("ÄPFEL")]
    [InlineData("Élodie")]
    [InlineData("éLODIE")]
    [InlineData("E\u0301lodie")]
    [InlineData("ümläut im")]
    [InlineData("ЗАКАЗ")]
    [InlineData("Ñ&7")]
    [InlineData("n&7")]
    public async Task ListAsync_LettersThatAreNotEnglish_AreFoundInEitherCase(string words)
    {
        var found = await RequestAsync(new HandoffRequest(new("directline", "c1"), new CustomerId("6"), "Élodie Martin", "Äpfel mit Ümläut im Заказ", ["Ñ&7", "An&7"]));
        await RequestAsync(new HandoffRequest(new("directline", "c2"), new CustomerId("7"), "Elodie Martin", "Apfel mit Umlaut", ["N7"]));

        Assert.Equal(found, Assert.Single(await Desk.ListAsync(new HandoffFilter(null, words), CancellationToken.None)).Id);
        Assert.Empty(await Desk.ListAsync(new HandoffFilter(null, "épfel"), CancellationToken.None));
        Assert.Empty(await Desk.ListAsync(new HandoffFilter(null, "\uD83D"), CancellationToken.None));
    }

    [Fact]
    public async Task ListAsync_LettersThatAreNotEnglish_AreFoundBehindManyThatDoNotFit()
    {
        for (var i = 0; i < 501; i++)
            await RequestAsync(new HandoffRequest(new("directline", $"c{i}"), null, null, "Öpfel", []));
        _handoffs.Clock.Advance(TimeSpan.FromSeconds(1));
        var found = await RequestAsync(new HandoffRequest(new("directline", "last"), null, null, "Äpfel", []));

        Assert.Equal(found, Assert.Single(await Desk.ListAsync(new HandoffFilter(null, "äpfel"), CancellationToken.None)).Id);
        Assert.Equal(500, (await Desk.ListAsync(new HandoffFilter(null, "öpfel"), CancellationToken.None)).Count);
    }

    [Fact]
    public async Task ListAsync_LettersThatAreNotEnglish_AreComparedWithSoManyHandoffsAtMost()
    {
        await RequestAsync(new HandoffRequest(new("directline", "first"), null, null, "Äpfel", []));
        Assert.Single(await Desk.ListAsync(new HandoffFilter(null, "äpfel"), CancellationToken.None));
        await _handoffs.ExecuteAsync(
            $"""
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {SqlHandoffDesk.MaxCompared})
            INSERT INTO handoffs(handoff_id, state, reason, channel_id, conversation_id, order_ids, requested_at, line, version)
            SELECT 'old ' || n, 'Queued', 'Öpfel', 'directline', 'old ' || n, '[]', '2020-01-01T00:00:00.0000000Z', '', 1 FROM numbers
            """);

        Assert.Empty(await Desk.ListAsync(new HandoffFilter(null, "äpfel"), CancellationToken.None));
    }

    [Fact]
    public async Task ListAsync_LeavesOutTheLineToTheCustomer()
    {
        await RequestAsync(new HandoffRequest(new("directline", "c1"), null, null, "a human please", []) { Line = new string('x', 20_000) });

        var listed = Assert.Single(await Desk.ListAsync(new HandoffFilter(), CancellationToken.None));

        Assert.Equal("", listed.Line);
        Assert.Equal(20_000, (await Desk.FindAsync(listed.Id, CancellationToken.None))!.Line.Length);
    }

    [Fact]
    public async Task Turn_ThatAnsweredWhileAnAgentAccepted_CannotCommit()
    {
        var id = await RequestAsync("c1");
        using var work = TurnWork.Begin();
        await _handoffs.Queue.RequireNotAcceptedAsync(new("directline", "c1"), CancellationToken.None);

        await Desk.AcceptAsync(id, Ines, CancellationToken.None);

        await Assert.ThrowsAsync<HandoffChangedException>(() => _handoffs.CommitAsync(work));
    }

    [Fact]
    public async Task Turn_ThatWasTheAgentsWhileTheyClosed_CannotCommit()
    {
        var id = await AcceptedAsync();
        using var work = TurnWork.Begin();
        await _handoffs.Queue.WroteAsync((await Desk.FindAsync(id, CancellationToken.None))!, "{}", CancellationToken.None);

        await Desk.CloseAsync(id, Ines, "", true, CancellationToken.None);

        await Assert.ThrowsAsync<HandoffChangedException>(() => _handoffs.CommitAsync(work));
    }

    [Fact]
    public async Task ListAsync_MoreClosedOnesThanAreListed_KeepsTheOpenOnes()
    {
        for (var i = 0; i < 501; i++)
            await _handoffs.Queue.WithdrawAsync((await _handoffs.Queue.RequestAsync(new(new("directline", $"old {i}"), null, null, "cancel it", []), CancellationToken.None)).Ticket, CancellationToken.None);
        var open = await RequestAsync("c1");

        var listed = await Desk.ListAsync(new HandoffFilter(), CancellationToken.None);

        Assert.Equal(500, listed.Count);
        Assert.Equal(open, listed[0].Id);
    }

    [Fact]
    public async Task FollowUpAsync_TimedOutOne_IsSeenToOnce()
    {
        var id = await RequestAsync("c1");
        Assert.Equal(DeskOutcome.NothingToFollowUp, (await Desk.FollowUpAsync(id, Ines, "too early", CancellationToken.None)).Outcome);
        await _handoffs.PassAsync(_handoffs.Options.QueueTimeout);
        Assert.Equal(id, Assert.Single(await Desk.ListAsync(new HandoffFilter(NeedsFollowUp: true), CancellationToken.None)).Id);

        var results = await Task.WhenAll(Desk.FollowUpAsync(id, Ines, "wrote to them", CancellationToken.None), Desk.FollowUpAsync(id, Ines, "wrote to them", CancellationToken.None));

        Assert.Equal([DeskOutcome.Done, DeskOutcome.NothingToFollowUp], results.Select(result => result.Outcome).Order());
        Assert.Empty(await Desk.ListAsync(new HandoffFilter(NeedsFollowUp: true), CancellationToken.None));
        Assert.Equal(id, Assert.Single(await Desk.ListAsync(new HandoffFilter(NeedsFollowUp: false, Outcome: HandoffOutcome.TimedOut), CancellationToken.None)).Id);
        Assert.Equal((_handoffs.Clock.GetUtcNow(), "wrote to them"), ((await Desk.FindAsync(id, CancellationToken.None))!.FollowedUpAt, (await Desk.FindAsync(id, CancellationToken.None))!.Resolution));
    }

    private Task<string> RequestAsync(string conversation, HandoffDatabase? at = null) =>
        RequestAsync(new HandoffRequest(new("directline", conversation), new CustomerId("6"), conversation == "c1" ? "Ana Silva" : "Bo Lund", "cancel it", [conversation == "c1" ? "5023" : "4711"]), at);

    private async Task<string> RequestAsync(HandoffRequest request, HandoffDatabase? at = null) => (await (at ?? _handoffs).Queue.RequestAsync(request, CancellationToken.None)).Ticket.Id;

    private async Task<string> AcceptedAsync()
    {
        var id = await RequestAsync("c1");
        await Desk.AcceptAsync(id, Ines, CancellationToken.None);
        return id;
    }
}
