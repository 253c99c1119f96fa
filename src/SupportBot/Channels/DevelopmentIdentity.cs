using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using SupportBot.Core.Identity;
using SupportBot.Core.Orders;

namespace SupportBot.Channels;

/// <summary>In Development, binds conversations of <c>/api/messages</c> to the sample customer of
/// <c>Identity:DevelopmentCustomer</c>; elsewhere does nothing.</summary>
internal sealed partial class DevelopmentIdentity(
    IConversationBindings bindings,
    ICustomerDirectory directory,
    IOptions<IdentityOptions> options,
    IHostEnvironment environment,
    ILogger<DevelopmentIdentity> logger)
{
    public async Task IdentifyAsync(Activity activity, CancellationToken ct)
    {
        if (!environment.IsDevelopment() || options.Value.DevelopmentCustomer is not { Length: > 0 } userId)
            return;
        var conversation = TurnQueue.KeyOf(activity);
        try
        {
            if (await bindings.FindAsync(conversation, ct) is null && await directory.FindByUserIdAsync(userId, ct) is { } customer)
                await bindings.BindAsync(conversation, customer.Id, ct);
        }
        catch (OrdersUnavailableException error)
        {
            // The message must be received all the same; the bot says what is wrong when its turn comes.
            LogNotIdentified(error);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Identity:DevelopmentCustomer could not be looked up")]
    private partial void LogNotIdentified(Exception error);
}
