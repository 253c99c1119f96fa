using SupportBot.Core.Identity;

namespace SupportBot.Core.Handoff;

/// <summary>A customer's wish that a person must see to.</summary>
/// <param name="Id">Short enough to say to a customer: «H-7K2M9Q».</param>
/// <param name="Reason">What the customer wrote when they asked.</param>
/// <param name="Customer">Who asks; <c>null</c> for somebody whom the shop doesn't know.</param>
/// <param name="OrderIds">The order it is about, or the candidates where that isn't clear; may be empty.</param>
/// <param name="Agent">Who accepted it; <c>null</c> before.</param>
public sealed record HandoffTicket(
    string Id,
    HandoffState State,
    string Reason,
    ConversationKey Conversation,
    CustomerId? Customer,
    string? CustomerName,
    IReadOnlyList<string> OrderIds,
    DateTimeOffset RequestedAt,
    string? Agent);

/// <summary>Where a handoff stands.</summary>
public enum HandoffState
{
    /// <summary>Waits for an agent.</summary>
    Queued,

    /// <summary>An agent has it.</summary>
    Accepted,

    /// <summary>Done.</summary>
    Closed,
}
