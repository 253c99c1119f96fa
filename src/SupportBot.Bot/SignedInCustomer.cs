using Microsoft.Bot.Builder;
using SupportBot.Core.Identity;

namespace SupportBot.Bot;

/// <summary>Tells who the customer of a turn is: whoever the conversation is bound to, whatever the activity says.</summary>
public sealed class SignedInCustomer(IConversationBindings bindings, ICustomerDirectory directory)
{
    /// <returns>The customer, or <c>null</c> when the conversation is bound to nobody or the shop doesn't know them any more.</returns>
    public async Task<Customer?> FindAsync(ITurnContext turn, CancellationToken ct) =>
        await bindings.FindAsync(ConversationOf(turn), ct) is { } bound ? await directory.FindByUserIdAsync(bound.Value, ct) : null;

    public static ConversationKey ConversationOf(ITurnContext turn) => new(turn.Activity.ChannelId, turn.Activity.Conversation.Id);
}
