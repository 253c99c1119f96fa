using Microsoft.Bot.Schema;
using SupportBot.Bot.Channel;
using SupportBot.Channels.Teams;

namespace SupportBot.Channels.BotFramework;

/// <summary>In Development, binds private conversations of <c>/api/messages</c> to the sample customer of
/// <c>Identity:DevelopmentCustomer</c>, but in Teams not once its sign-in is set up; elsewhere does nothing.</summary>
internal sealed partial class DevelopmentIdentity(
    IConversationBindings bindings,
    ICustomerDirectory directory,
    IOptions<IdentityOptions> options,
    IOptions<TeamsOptions> teams,
    IHostEnvironment environment,
    ILogger<DevelopmentIdentity> logger)
{
    public async Task IdentifyAsync(Activity activity, CancellationToken ct)
    {
        if (!environment.IsDevelopment() || options.Value.DevelopmentCustomer is not { Length: > 0 } userId)
            return;
        if (activity.IsGroup() || (activity.ChannelId == Microsoft.Bot.Connector.Channels.Msteams && teams.Value.AllowedTenants.Count > 0))
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
