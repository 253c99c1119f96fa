namespace SupportBot.Core.Handoff;

/// <summary>The customer's side of handoffs: what the conversation asks for. Writes commit with the running turn. Callers
/// may be concurrent.</summary>
public interface IHandoffQueue
{
    /// <summary>Puts a wish in the queue, before the customer reads of it. While an earlier wish of the same conversation is open,
    /// that one takes in the orders and stays the only one: an order that is meant joins those that are, and takes the place
    /// of candidates; candidates tell nothing new to a wish that has its order.</summary>
    /// <exception cref="HandoffChangedException">At the turn's commit, when the conversation's open handoff was changed
    /// meanwhile. The same goes for all writes below.</exception>
    Task<HandoffReceipt> RequestAsync(HandoffRequest request, CancellationToken ct);

    /// <returns>The conversation's open handoff, else the one that closed last; <c>null</c> when there was none.</returns>
    Task<HandoffTicket?> LatestAsync(ConversationKey conversation, CancellationToken ct);

    /// <summary>Finds the handoff whose conversation this customer should come back to, because an agent may have written
    /// there meanwhile. Only conversations that are bound to the customer count.</summary>
    /// <returns>The newest open one on this channel; else the one that closed last, if that was within the last hour, not by
    /// the customer and not rated by them, who may not have seen the end; <c>null</c> when there is neither.</returns>
    Task<HandoffTicket?> UnseenAsync(CustomerId customer, string channelId, CancellationToken ct);

    /// <returns>Where the ticket stands in the queue and how long that takes.</returns>
    Task<QueuePlace> PlaceAsync(HandoffTicket ticket, CancellationToken ct);

    /// <summary>The customer calls it off. Without effect on what an agent has accepted.</summary>
    Task WithdrawAsync(HandoffTicket ticket, CancellationToken ct);

    /// <summary>Notes that the customer wrote to the agent who has the ticket.</summary>
    /// <param name="line">See <see cref="HandoffTicket.Line"/>; the newest counts.</param>
    /// <exception cref="HandoffChangedException">At the turn's commit, when the agent has closed the ticket meanwhile:
    /// then the message is the bot's to answer.</exception>
    Task WroteAsync(HandoffTicket ticket, string line, CancellationToken ct);

    /// <summary>Keeps how the customer was reached last, for an open handoff that no agent has yet. Counts as no change.</summary>
    /// <param name="line">See <see cref="HandoffTicket.Line"/>.</param>
    Task KeepLineAsync(HandoffTicket ticket, string line, CancellationToken ct);

    /// <summary>Lets the running turn commit only while no agent has the conversation.</summary>
    /// <exception cref="HandoffChangedException">At the turn's commit, when an agent has accepted meanwhile: then the message
    /// is the agent's, and what the bot was about to say is not said.</exception>
    Task RequireNotAcceptedAsync(ConversationKey conversation, CancellationToken ct);

    /// <summary>Notes what the customer thought of it.</summary>
    /// <param name="rating">1 to 5.</param>
    /// <param name="comment">What the customer said beside it, 1 to 2,000 UTF-16 units; <c>null</c> when nothing.</param>
    Task RateAsync(HandoffTicket ticket, int rating, string? comment, CancellationToken ct);

    /// <summary>Notes what the customer said of it without a number.</summary>
    /// <param name="comment">The customer's words, 1 to 2,000 UTF-16 units.</param>
    Task CommentAsync(HandoffTicket ticket, string comment, CancellationToken ct);
}

/// <summary>What a customer wants to have done; see <see cref="HandoffTicket"/> for the parts.</summary>
public sealed record HandoffRequest(
    ConversationKey Conversation,
    CustomerId? Customer,
    string? CustomerName,
    string Reason,
    IReadOnlyList<string> OrderIds)
{
    /// <inheritdoc cref="HandoffTicket.OrdersAreCandidates"/>
    public bool OrdersAreCandidates { get; init; }

    /// <inheritdoc cref="HandoffTicket.Line"/>
    public string Line { get; init; } = "";

    /// <inheritdoc cref="HandoffTicket.Locale"/>
    public string? Locale { get; init; }

    /// <summary>The conversation's open ticket with what this further request tells of its orders.</summary>
    internal HandoffTicket JoinedTo(HandoffTicket open)
    {
        if (OrderIds.Count == 0)
            return open;
        if (open.OrderIds.Count == 0 || (open.OrdersAreCandidates && !OrdersAreCandidates))
            return open with { OrderIds = OrderIds, OrdersAreCandidates = OrdersAreCandidates };
        if (!open.OrdersAreCandidates)
            return OrdersAreCandidates ? open : open with { OrderIds = [.. open.OrderIds.Union(OrderIds)] };
        // Candidates of another matter come to those of the first; else what both name is left.
        List<string> common = [.. open.OrderIds.Intersect(OrderIds)];
        return common.Count > 0
            ? open with { OrderIds = common, OrdersAreCandidates = common.Count > 1 }
            : open with { OrderIds = [.. open.OrderIds, .. OrderIds] };
    }
}

/// <summary>What became of a request.</summary>
/// <param name="IsNew"><c>false</c> when the conversation had an open handoff already.</param>
public sealed record HandoffReceipt(HandoffTicket Ticket, bool IsNew, QueuePlace Place);

/// <summary>Where a ticket stands.</summary>
/// <param name="Position">1 for the next one to be taken; 0 when it doesn't wait in the queue.</param>
/// <param name="Wait">How long it usually takes until an agent accepts; <c>null</c> when too few were accepted to tell.</param>
/// <param name="OpensAt">When somebody is there again; <c>null</c> while somebody is, or when no opening is known.</param>
/// <param name="IsStaffed">Whether the desk is open now.</param>
public sealed record QueuePlace(int Position, TimeSpan? Wait, DateTimeOffset? OpensAt, bool IsStaffed);
