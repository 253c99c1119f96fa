using SupportBot.Core.Conversation;

namespace SupportBot.Core.Handoff;

/// <summary>Changes tickets, each in a transaction of its own, and tells of it once that has committed.</summary>
internal sealed class HandoffChanges(
    BotDatabase database, ICustomerMessenger messenger, HandoffEventBroadcaster broadcaster, OpeningHours hours, TimeProvider time)
{
    private const int MaxTries = 3;

    public async Task<DeskResult> RunAsync(string step, string id, Func<HandoffChange, CancellationToken, Task<DeskResult>> change, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryAsync(step, id, change, ct);
            }
            catch (HandoffChangedException) when (tries < MaxTries)
            {
                // Another instance wrote it between our read and our write; nothing of ours was kept.
            }
        }
    }

    private async Task<DeskResult> TryAsync(string step, string id, Func<HandoffChange, CancellationToken, Task<DeskResult>> change, CancellationToken ct)
    {
        var said = new List<HandoffEvent>();
        DeskResult result;
        using (TurnTrace.Step(step))
        {
            result = await database.WriteAsync<DeskResult>(async (transaction, token) =>
            {
                if (await HandoffRows.FindAsync(transaction, id, token) is not { } ticket)
                    return new(DeskOutcome.NotFound, null);
                using (TurnTrace.Step(step + " uncommitted"))
                    return await change(new HandoffChange(transaction, ticket, time.GetUtcNow(), said, messenger, hours), token);
            }, ct);
        }

        if (result is not { Outcome: DeskOutcome.Done, Ticket: { } changed })
            return result;

        messenger.Wake(changed);
        broadcaster.Tell(new(changed.Id, HandoffEventKind.Changed));
        foreach (var happened in said)
            broadcaster.Tell(happened);
        return result;
    }
}

/// <summary>One change of one ticket.</summary>
/// <param name="Said">What is said in it, to be told once it has committed.</param>
internal sealed record HandoffChange(
    DbTransaction Transaction, HandoffTicket Ticket, DateTimeOffset Now, List<HandoffEvent> Said, ICustomerMessenger Messenger, OpeningHours Hours)
{
    public async Task<DeskResult> WriteAsync(HandoffTicket changed, HandoffStep step, DeskNotice? notice, CancellationToken ct)
    {
        var written = await UpdateAsync(changed, ct);
        await HandoffRows.AddStepAsync(Transaction, changed.Id, step, ct);
        if (notice is { } told)
        {
            var opensAt = Hours.IsOpen(Now) ? null : Hours.NextOpening(Now);
            await AddEntryAsync(Speaker.Bot, await Messenger.TellAsync(Transaction, written, told, opensAt, ct), ct);
        }

        return new(DeskOutcome.Done, written);
    }

    public async Task<HandoffTicket> UpdateAsync(HandoffTicket changed, CancellationToken ct) =>
        await HandoffRows.UpdateAsync(Transaction, changed, ct)
        ?? throw new HandoffChangedException($"Handoff {changed.Id} was changed by somebody else.");

    public async Task AddEntryAsync(Speaker by, string text, CancellationToken ct)
    {
        var added = await Transcripts.AddAsync(Transaction, Ticket.Conversation, new(Now, by, text), ct);
        Said.Add(new(Ticket.Id, HandoffEventKind.Said, added));
    }

    /// <returns>Whether this message is new, rather than said once more.</returns>
    public async Task<bool> IsFirstAsync(string messageId, CancellationToken ct) =>
        await Transaction.Command(
            "INSERT INTO handoff_messages(handoff_id, message_id) VALUES (@id, @message) ON CONFLICT DO NOTHING",
            ("@id", Ticket.Id), ("@message", messageId)).RunAsync(ct) == 1;
}
