namespace SupportBot.Core.Identity;

/// <summary>Which customer a conversation belongs to; said once, kept for good. Callers may be concurrent.</summary>
public interface IConversationBindings
{
    /// <summary>Binds a conversation to a customer.</summary>
    /// <returns><c>true</c> when it is bound to this customer now (also when it was before);
    /// <c>false</c> when it belongs to somebody else, which stays so.</returns>
    Task<bool> BindAsync(ConversationKey conversation, CustomerId customer, CancellationToken ct);

    /// <returns>The customer whom the conversation is bound to, or <c>null</c> when it is bound to nobody.</returns>
    Task<CustomerId?> FindAsync(ConversationKey conversation, CancellationToken ct);
}
