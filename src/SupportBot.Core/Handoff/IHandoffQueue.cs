using SupportBot.Core.Identity;

namespace SupportBot.Core.Handoff;

/// <summary>Where wishes wait for a person. Callers may be concurrent.</summary>
public interface IHandoffQueue
{
    /// <summary>
    /// Puts a wish in the queue. It commits with the running turn, and so before the customer reads of it. While an earlier
    /// wish of the same conversation is open, that one takes in the orders and stays the only one.
    /// </summary>
    /// <returns>The ticket, and whether it is a new one.</returns>
    Task<(HandoffTicket Ticket, bool IsNew)> RequestAsync(HandoffRequest request, CancellationToken ct);

    /// <returns>All tickets in this state (all states for <c>null</c>), oldest first.</returns>
    Task<IReadOnlyList<HandoffTicket>> ListAsync(HandoffState? state, CancellationToken ct);

    /// <returns>The ticket, or <c>null</c> when there is none with this id.</returns>
    Task<HandoffTicket?> FindAsync(string id, CancellationToken ct);
}

/// <summary>What a customer wants to have done; see <see cref="HandoffTicket"/> for the parts.</summary>
public sealed record HandoffRequest(
    ConversationKey Conversation,
    CustomerId? Customer,
    string? CustomerName,
    string Reason,
    IReadOnlyList<string> OrderIds);
