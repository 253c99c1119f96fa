using System.Security.Cryptography;

namespace SupportBot.Core.Handoff;

/// <summary>The customer's side, in the bot's own database.</summary>
public sealed class SqlHandoffQueue(BotDatabase database, HandoffEventBroadcaster broadcaster, OpeningHours hours, TimeProvider time) : IHandoffQueue
{
    // Without letters and digits that are mistaken for each other when read out.
    private const string IdLetters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>For so long after the end a customer may come back to see it.</summary>
    private static readonly TimeSpan EndIsNews = TimeSpan.FromHours(1);

    private const int MaxWaits = 20;
    private const int FewestWaits = 3;

    public async Task<HandoffReceipt> RequestAsync(HandoffRequest request, CancellationToken ct)
    {
        if (await LatestAsync(request.Conversation, ct) is { IsOpen: true } open)
        {
            var all = request.JoinedTo(open) with { Line = request.Line };
            await ChangeAsync(open, all, new HandoffStep.ByCustomer(time.GetUtcNow(), CustomerAct.AskedAgain), ct);
            return new(all, IsNew: false, await PlaceAsync(all, ct));
        }

        var now = time.GetUtcNow();
        var isStaffed = hours.IsOpen(now);
        var ticket = new HandoffTicket(
            "H-" + RandomNumberGenerator.GetString(IdLetters, 6),
            isStaffed ? HandoffState.Queued : HandoffState.Requested,
            request.Reason,
            request.Conversation,
            request.Customer,
            request.CustomerName,
            request.OrderIds,
            now,
            Agent: null)
        {
            OrdersAreCandidates = request.OrdersAreCandidates,
            QueuedAt = isStaffed ? now : null,
            Line = request.Line,
            Locale = request.Locale,
            Version = 1,
        };
        var place = await PlaceAsync(ticket, ct);
        await database.WriteWithTurnAsync(async (transaction, token) =>
        {
            await HandoffRows.InsertAsync(transaction, ticket, token);
            await HandoffRows.AddStepAsync(transaction, ticket.Id, new HandoffStep.ByCustomer(now, CustomerAct.Requested), token);
            if (isStaffed)
                await HandoffRows.AddStepAsync(transaction, ticket.Id, new HandoffStep.ByDesk(now, DeskAct.Queued), token);
        }, ct);
        broadcaster.Later(ticket);
        return new(ticket, IsNew: true, place);
    }

    public Task<HandoffTicket?> LatestAsync(ConversationKey conversation, CancellationToken ct) =>
        database.ReadAsync((connection, token) => connection.Command(
            $"""
            SELECT {HandoffRows.Columns} FROM handoffs WHERE channel_id = @channel AND conversation_id = @conversation
            ORDER BY CASE WHEN state = 'Closed' THEN 1 ELSE 0 END, requested_at DESC LIMIT 1
            """).In(conversation).FirstAsync(HandoffRows.Read, token), ct);

    // Nobody has to be told of the end who called it off (abandoned with no agent) or has rated it.
    public Task<HandoffTicket?> UnseenAsync(CustomerId customer, string channelId, CancellationToken ct) =>
        database.ReadAsync((connection, token) => connection.Command(
            $"""
            SELECT {HandoffRows.Columns} FROM handoffs
            WHERE channel_id = @channel AND user_id = @customer
              AND EXISTS (SELECT 1 FROM conversation_bindings WHERE conversation_bindings.channel_id = handoffs.channel_id
                          AND conversation_bindings.conversation_id = handoffs.conversation_id AND conversation_bindings.customer_id = @customer)
              AND (state <> 'Closed' OR (closed_at >= @since AND rating IS NULL AND NOT (outcome = 'Abandoned' AND accepted_at IS NULL)))
            ORDER BY CASE WHEN state = 'Closed' THEN 1 ELSE 0 END, CASE WHEN state = 'Closed' THEN closed_at ELSE requested_at END DESC LIMIT 1
            """,
            ("@channel", channelId),
            ("@customer", customer.Value),
            ("@since", Stamp.Of(time.GetUtcNow() - EndIsNews))).FirstAsync(HandoffRows.Read, token), ct);

    public async Task<QueuePlace> PlaceAsync(HandoffTicket ticket, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (!hours.IsOpen(now))
            return new(0, null, hours.NextOpening(now), IsStaffed: false);
        if (ticket.State != HandoffState.Queued)
            return new(0, null, null, IsStaffed: true);
        return await database.ReadAsync(async (connection, token) =>
        {
            var before = await connection.Command(
                "SELECT COUNT(*) FROM handoffs WHERE state = 'Queued' AND handoff_id <> @id AND (requested_at < @at OR (requested_at = @at AND handoff_id < @id))",
                ("@id", ticket.Id),
                ("@at", Stamp.Of(ticket.RequestedAt))).NumberAsync(token);
            return new QueuePlace((int)before + 1, await UsualWaitAsync(connection, token), null, IsStaffed: true);
        }, ct);
    }

    public Task WithdrawAsync(HandoffTicket ticket, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var withdrawn = ticket with { State = HandoffState.Closed, Outcome = HandoffOutcome.Abandoned, ClosedAt = now };
        return ChangeAsync(ticket, withdrawn, new HandoffStep.ByCustomer(now, CustomerAct.Withdrawn), ct);
    }

    public Task RateAsync(HandoffTicket ticket, int rating, string? comment, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rating, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rating, 5);
        return ChangeAsync(ticket, ticket with { Rating = rating, RatingComment = comment ?? ticket.RatingComment },
            new HandoffStep.Rated(time.GetUtcNow(), rating), ct);
    }

    public Task CommentAsync(HandoffTicket ticket, string comment, CancellationToken ct) =>
        ChangeAsync(ticket, ticket with { RatingComment = comment }, new HandoffStep.ByCustomer(time.GetUtcNow(), CustomerAct.Commented), ct);

    public async Task WroteAsync(HandoffTicket ticket, string line, CancellationToken ct)
    {
        var now = Stamp.Of(time.GetUtcNow());
        await database.WriteWithTurnAsync(async (transaction, token) =>
        {
            var command = transaction.Command(
                "UPDATE handoffs SET customer_wrote_at = @now, line = @line, version = version + 1 WHERE handoff_id = @id AND state = 'Accepted'",
                ("@now", now), ("@line", line), ("@id", ticket.Id));
            if (await command.RunAsync(token) != 1)
                throw new HandoffChangedException($"Handoff {ticket.Id} was closed while the customer wrote to its agent.");
        }, ct);
    }

    public Task KeepLineAsync(HandoffTicket ticket, string line, CancellationToken ct) =>
        database.WriteWithTurnAsync(async (transaction, token) => await transaction.Command(
            "UPDATE handoffs SET line = @line WHERE handoff_id = @id AND state IN ('Requested', 'Queued')",
            ("@line", line), ("@id", ticket.Id)).RunAsync(token), ct);

    public Task RequireNotAcceptedAsync(ConversationKey conversation, CancellationToken ct) =>
        database.WriteWithTurnAsync(async (transaction, token) =>
        {
            var command = transaction.Command(
                "SELECT handoff_id FROM handoffs WHERE channel_id = @channel AND conversation_id = @conversation AND state = 'Accepted'").In(conversation);
            if (await command.ValueAsync(token) is string id)
                throw new HandoffChangedException($"Handoff {id} was accepted while the bot answered.");
        }, ct);

    /// <summary>The middle one of the last waits; who was lucky or forgotten doesn't move it.</summary>
    private static async Task<TimeSpan?> UsualWaitAsync(DbConnection connection, CancellationToken ct)
    {
        var waits = await connection.Command(
            "SELECT queued_at, accepted_at FROM handoffs WHERE queued_at IS NOT NULL AND accepted_at IS NOT NULL ORDER BY accepted_at DESC LIMIT @most",
            ("@most", MaxWaits)).ListAsync(row => Stamp.Parse(row.GetString(1)) - Stamp.Parse(row.GetString(0)), ct);
        waits.Sort();
        return waits.Count < FewestWaits ? null : waits[waits.Count / 2];
    }

    private async Task ChangeAsync(HandoffTicket before, HandoffTicket after, HandoffStep step, CancellationToken ct)
    {
        await database.WriteWithTurnAsync(async (transaction, token) =>
        {
            if (await HandoffRows.UpdateAsync(transaction, after, token) is null)
                throw new HandoffChangedException($"Handoff {before.Id} was changed while a turn counted on it.");
            await HandoffRows.AddStepAsync(transaction, before.Id, step, token);
        }, ct);
        broadcaster.Later(after);
    }
}
