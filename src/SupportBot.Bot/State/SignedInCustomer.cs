using Microsoft.Bot.Builder;

namespace SupportBot.Bot.State;

/// <summary>Tells who the customer of a turn is: whoever the conversation is bound to, whatever the activity says.</summary>
public sealed class SignedInCustomer(IConversationBindings bindings, ICustomerDirectory directory)
{
    /// <returns>The id that the conversation is bound to, or <c>null</c>; works without the orders database.</returns>
    public async Task<CustomerId?> FindIdAsync(ITurnContext turn, CancellationToken ct) =>
        turn.Activity.IsGroup() || await IsStrangerAsync(turn, ct) ? null : await bindings.FindAsync(turn.Activity.ConversationKey(), ct);

    /// <returns>The customer, or <c>null</c> when the conversation is bound to nobody or the shop doesn't know them any more.</returns>
    public async Task<Customer?> FindAsync(ITurnContext turn, CancellationToken ct) =>
        await FindIdAsync(turn, ct) is { } bound ? await directory.FindByUserIdAsync(bound.Value, ct) : null;

    /// <summary>Whether the conversation was bound by another person than the sender.</summary>
    public async Task<bool> IsStrangerAsync(ITurnContext turn, CancellationToken ct) =>
        await bindings.FindPersonAsync(turn.Activity.ConversationKey(), ct) is { } person && person != turn.Activity.PersonOf();
}
