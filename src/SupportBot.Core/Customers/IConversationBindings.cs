namespace SupportBot.Core.Customers;

/// <summary>Which customer a conversation belongs to; said once, kept for good. Callers may be concurrent.</summary>
public interface IConversationBindings
{
    /// <summary>Binds a conversation that has no other way in than the customer's own token.</summary>
    /// <returns><c>true</c> when it is bound to this customer now (also when it was before);
    /// <c>false</c> when it belongs to somebody else, which stays so.</returns>
    Task<bool> BindAsync(ConversationKey conversation, CustomerId customer, CancellationToken ct);

    /// <summary>Binds a conversation for one person of its channel, whose messages alone count as the customer's.</summary>
    /// <param name="person">The channel's own id of the person, as its authenticated activities carry it; not blank.</param>
    /// <returns><c>true</c> when it is bound to this customer and this person now (also when it was before);
    /// <c>false</c> when it belongs to another customer or another person, which stays so.</returns>
    Task<bool> BindAsync(ConversationKey conversation, CustomerId customer, string person, CancellationToken ct);

    /// <returns>The customer whom the conversation is bound to, or <c>null</c> when it is bound to nobody.</returns>
    Task<CustomerId?> FindAsync(ConversationKey conversation, CancellationToken ct);

    /// <returns>The person who bound the conversation, or <c>null</c> when nobody did, or no person was named.</returns>
    Task<string?> FindPersonAsync(ConversationKey conversation, CancellationToken ct);
}
