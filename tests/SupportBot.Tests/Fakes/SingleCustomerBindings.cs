using SupportBot.Core.Customers;

namespace SupportBot.Tests.Fakes;

/// <summary>Every conversation is the same customer's; <c>null</c> is nobody's.</summary>
internal sealed class SingleCustomerBindings(CustomerId? customer) : IConversationBindings
{
    public Task<bool> BindAsync(ConversationKey conversation, CustomerId wanted, CancellationToken ct) => Task.FromResult(wanted == customer);

    public Task<bool> BindAsync(ConversationKey conversation, CustomerId wanted, string person, CancellationToken ct) => BindAsync(conversation, wanted, ct);

    public Task<CustomerId?> FindAsync(ConversationKey conversation, CancellationToken ct) => Task.FromResult(customer);

    public Task<string?> FindPersonAsync(ConversationKey conversation, CancellationToken ct) => Task.FromResult<string?>(null);
}
