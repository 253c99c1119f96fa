namespace SupportBot.Core.Handoff;

/// <summary>The agents' side of handoffs, in the bot's own database; people come to it by <see cref="AgentDesk"/>. Each call is one
/// transaction. Callers may be concurrent: of two agents who accept at once, one is first. What is longer than
/// <see cref="HandoffLimits"/> allow is refused by an <see cref="ArgumentException"/>.</summary>
public sealed class SqlHandoffDesk(
    BotDatabase database, ICustomerMessenger messenger, HandoffEventBroadcaster broadcaster, OpeningHours hours, TimeProvider time)
{
    /// <summary>How many handoffs a search compares that the database can't do alone: open ones and then the newest.</summary>
    internal const int MaxCompared = 10_000;

    private const int MaxSteps = 500;

    private readonly HandoffDeadlines _deadlines = new(hours);
    private readonly HandoffChanges _changes = new(database, messenger, broadcaster, hours, time);

    /// <returns>Those that fit: open ones oldest first, then closed ones newest first; at most 500.</returns>
    public Task<IReadOnlyList<HandoffTicket>> ListAsync(HandoffFilter filter, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<HandoffTicket>>(async (connection, token) =>
        {
            var words = SearchPattern.Of(filter.Words);
            await using var command = connection.Command(
                $"""
                SELECT {HandoffRows.ColumnsOfList} FROM handoffs
                WHERE (@state IS NULL OR state = @state)
                  AND (@words IS NULL OR LOWER(handoff_id || ' ' || reason || ' ' || COALESCE(customer_name, '') || ' ' || COALESCE(user_id, '')
                       || ' ' || order_ids || ' ' || COALESCE(resolution, '') || ' ' || COALESCE(agent, '')) LIKE @words ESCAPE '\')
                  AND (@outcome IS NULL OR outcome = @outcome)
                  AND (@followUp IS NULL OR @followUp = CASE WHEN outcome = 'TimedOut' AND followed_up_at IS NULL THEN 1 ELSE 0 END)
                ORDER BY CASE WHEN state = 'Closed' THEN 1 ELSE 0 END, CASE WHEN state = 'Closed' THEN closed_at ELSE '' END DESC, requested_at, handoff_id
                LIMIT @most
                """,
                ("@state", filter.State?.ToString()),
                ("@words", words?.Pattern),
                ("@outcome", filter.Outcome?.ToString()),
                ("@followUp", filter.NeedsFollowUp is { } followUp ? (followUp ? 1 : 0) : null),
                ("@most", words is { IsExact: false } ? MaxCompared : HandoffLimits.MaxListed));
            await using var rows = await command.ExecuteReaderAsync(token);
            var tickets = new List<HandoffTicket>();
            while (tickets.Count < HandoffLimits.MaxListed && await rows.ReadAsync(token))
            {
                var ticket = HandoffRows.Read(rows);
                if (words is not { IsExact: false } || words.AreIn(ticket))
                    tickets.Add(ticket);
            }

            return tickets;
        }, ct);

    public Task<HandoffTicket?> FindAsync(string id, CancellationToken ct) =>
        database.ReadAsync((connection, token) =>
            connection.Command($"SELECT {HandoffRows.Columns} FROM handoffs WHERE handoff_id = @id", ("@id", id)).FirstAsync(HandoffRows.Read, token), ct);

    /// <returns>What happened to the ticket, oldest first; of very many steps the newest, and before others those that changed who has it.</returns>
    public Task<IReadOnlyList<HandoffStep>> StepsAsync(string id, CancellationToken ct) =>
        // Customers can add steps without end by asking again; those that change who has the conversation come first.
        database.ReadAsync<IReadOnlyList<HandoffStep>>(async (connection, token) => await connection.Command(
            """
            SELECT at, what, by_whom FROM (
              SELECT at, what, by_whom, seq FROM handoff_steps WHERE handoff_id = @id
              ORDER BY CASE WHEN what IN ('asked again', 'noted', 'commented') OR what LIKE 'rated %' THEN 1 ELSE 0 END, seq DESC LIMIT @most) AS newest
            ORDER BY seq
            """,
            ("@id", id),
            ("@most", MaxSteps)).ListAsync(row => HandoffStepText.Read(Stamp.Parse(row.GetString(0)), row.GetString(1), row.GetString(2)), token), ct);

    /// <summary>Takes a handoff over: from now on the bot is silent, and its replies that have not left are dropped.
    /// Accepting again what one has already changes nothing.</summary>
    public Task<DeskResult> AcceptAsync(string id, Agent agent, CancellationToken ct) => _changes.RunAsync("desk accept", id, async (act, token) =>
    {
        var ticket = act.Ticket;
        if (ticket.State == HandoffState.Accepted)
            return ticket.AgentId == agent.Id ? new(DeskOutcome.Done, ticket) : new(DeskOutcome.Taken, ticket);
        if (!ticket.IsOpen)
            return new(DeskOutcome.Closed, ticket);

        foreach (var note in await messenger.SilenceAsync(act.Transaction, ticket, token))
            await act.AddEntryAsync(Speaker.Note, note, token);
        var accepted = ticket with
        {
            State = HandoffState.Accepted,
            Agent = agent.Name,
            AgentId = agent.Id,
            AcceptedAt = act.Now,
            CustomerWroteAt = act.Now,
            AgentWroteAt = null,
        };
        return await act.WriteAsync(accepted, new HandoffStep.ByAgent(act.Now, AgentAct.Accepted, agent.Name), DeskNotice.Joined, token);
    }, ct);

    /// <summary>Says something to the customer, once.</summary>
    /// <param name="text">1 to 4,000 UTF-16 units.</param>
    /// <param name="messageId">The same for a repetition of the same message, which then isn't said again; <c>null</c> when nothing tells.</param>
    public Task<DeskResult> SayAsync(string id, Agent agent, string text, string? messageId, CancellationToken ct) =>
        _changes.RunAsync("desk say", id, async (act, token) =>
    {
        if (Refusal(act.Ticket, agent) is { } refusal)
            return new(refusal, act.Ticket);
        RequireText(text, messageId);
        if (messageId is not null && !await act.IsFirstAsync(messageId, token))
            return new(DeskOutcome.Done, act.Ticket);

        await messenger.SayAsync(act.Transaction, act.Ticket, text, token);
        await act.AddEntryAsync(Speaker.Agent, text, token);
        return new(DeskOutcome.Done, await act.UpdateAsync(act.Ticket with { AgentWroteAt = act.Now }, token));
    }, ct);

    /// <summary>Notes something that the customer never sees, once.</summary>
    /// <param name="text">1 to 4,000 UTF-16 units.</param>
    /// <param name="messageId">The same for a repetition of the same note, which then isn't kept again; <c>null</c> when nothing tells.</param>
    public Task<DeskResult> NoteAsync(string id, Agent agent, string text, string? messageId, CancellationToken ct) =>
        _changes.RunAsync("desk note", id, async (act, token) =>
    {
        RequireText(text, messageId);
        if (messageId is not null && !await act.IsFirstAsync("note " + messageId, token))
            return new(DeskOutcome.Done, act.Ticket);

        await act.AddEntryAsync(Speaker.Note, text, token);
        await HandoffRows.AddStepAsync(act.Transaction, id, new HandoffStep.ByAgent(act.Now, AgentAct.Noted, agent.Name), token);
        return new(DeskOutcome.Done, act.Ticket);
    }, ct);

    /// <summary>Shows the customer that somebody types. May be lost.</summary>
    public async Task<DeskResult> TypeAsync(string id, Agent agent, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } ticket)
            return new(DeskOutcome.NotFound, null);
        if (Refusal(ticket, agent) is { } refusal)
            return new(refusal, ticket);
        await messenger.TypeAsync(ticket, ct);
        return new(DeskOutcome.Done, ticket);
    }

    /// <summary>Ends a handoff; the dialog starts clean and the customer is asked for a rating.</summary>
    /// <param name="resolution">What was done, for colleagues; up to 4,000 UTF-16 units, may be empty.</param>
    /// <param name="returnToBot">Whether the customer goes on with the bot, rather than being done.</param>
    public Task<DeskResult> CloseAsync(string id, Agent agent, string resolution, bool returnToBot, CancellationToken ct) =>
        _changes.RunAsync("desk close", id, async (act, token) =>
    {
        if (Refusal(act.Ticket, agent) is { } refusal)
            return new(refusal, act.Ticket);
        RequireShort(resolution);
        await messenger.StartCleanAsync(act.Transaction, act.Ticket, token);
        var outcome = returnToBot ? HandoffOutcome.ReturnedToBot : HandoffOutcome.Resolved;
        var closed = act.Ticket with { State = HandoffState.Closed, Outcome = outcome, ClosedAt = act.Now, Resolution = resolution };
        var (what, notice) = returnToBot ? (AgentAct.ReturnedToBot, DeskNotice.ReturnedToBot) : (AgentAct.Resolved, DeskNotice.Resolved);
        return await act.WriteAsync(closed, new HandoffStep.ByAgent(act.Now, what, agent.Name), notice, token);
    }, ct);

    /// <summary>Puts a handoff back into the queue, where it was; while the desk is closed, it waits until that opens.</summary>
    public Task<DeskResult> ReleaseAsync(string id, Agent agent, CancellationToken ct) => _changes.RunAsync("desk release", id, async (act, token) =>
        Refusal(act.Ticket, agent) is { } refusal
            ? new(refusal, act.Ticket)
            : await act.WriteAsync(
                _deadlines.Left(act.Ticket, act.Now), new HandoffStep.ByAgent(act.Now, AgentAct.Released, agent.Name), _deadlines.NoticeOfLeaving(act.Now), token), ct);

    /// <summary>Marks a wish that had timed out as seen to.</summary>
    /// <param name="resolution">What was done, for colleagues; up to 4,000 UTF-16 units, may be empty.</param>
    public Task<DeskResult> FollowUpAsync(string id, Agent agent, string resolution, CancellationToken ct) =>
        _changes.RunAsync("desk follow-up", id, async (act, token) =>
    {
        RequireShort(resolution);
        return act.Ticket.NeedsFollowUp
            ? await act.WriteAsync(act.Ticket with { FollowedUpAt = act.Now, Resolution = resolution },
                new HandoffStep.ByAgent(act.Now, AgentAct.FollowedUp, agent.Name), null, token)
            : new(DeskOutcome.NothingToFollowUp, act.Ticket);
    }, ct);

    /// <summary>Does what time brings: opens the desk, ends what took too long.</summary>
    public async Task<int> LetTimePassAsync(HandoffOptions options, CancellationToken ct)
    {
        var changed = 0;
        foreach (var id in await ListDueIdsAsync(options, ct))
        {
            var result = await _changes.RunAsync("desk clock", id, async (act, token) =>
            {
                if (_deadlines.NextOf(act.Ticket, act.Now, options) is not var (next, what, notice))
                    return new(DeskOutcome.NotAccepted, act.Ticket);
                if (!next.IsOpen && act.Ticket.State == HandoffState.Accepted)
                    await messenger.StartCleanAsync(act.Transaction, act.Ticket, token);
                return await act.WriteAsync(next, new HandoffStep.ByDesk(act.Now, what), notice, token);
            }, ct);
            changed += result.Outcome == DeskOutcome.Done ? 1 : 0;
        }

        return changed;
    }

    private static DeskOutcome? Refusal(HandoffTicket ticket, Agent agent) => ticket.State switch
    {
        HandoffState.Closed => DeskOutcome.Closed,
        HandoffState.Accepted when ticket.AgentId == agent.Id => null,
        HandoffState.Accepted => DeskOutcome.Taken,
        _ => DeskOutcome.NotAccepted,
    };

    private static void RequireText(string text, string? messageId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        RequireShort(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(messageId?.Length ?? 0, HandoffLimits.MaxMessageId, nameof(messageId));
    }

    private static void RequireShort(string text) => ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, HandoffLimits.MaxText, nameof(text));

    /// <summary>Text as it stands in a <c>LIKE … ESCAPE '\'</c>.</summary>
    internal static string Escaped(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    /// <summary>Only these take the writer: there may be thousands that nothing is to be done for.</summary>
    private Task<IReadOnlyList<string>> ListDueIdsAsync(HandoffOptions options, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<string>>(async (connection, token) =>
        {
            var now = time.GetUtcNow();
            var open = await connection.Command($"SELECT {HandoffRows.ColumnsOfList} FROM handoffs WHERE state <> 'Closed' ORDER BY requested_at")
                .ListAsync(HandoffRows.Read, token);
            return [.. open.Where(ticket => _deadlines.NextOf(ticket, now, options) is not null).Select(ticket => ticket.Id)];
        }, ct);
}
