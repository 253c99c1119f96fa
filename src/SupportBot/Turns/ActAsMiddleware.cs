using System.Text.RegularExpressions;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.Bot.Channel;
using SupportBot.Bot.Replies;

namespace SupportBot.Turns;

/// <summary>«/as 7» makes the tester another sample customer. Only in Development, and not on Direct Line, where the conversation
/// is bound to a signed-in customer for good.</summary>
internal sealed partial class ActAsMiddleware(
    SqlConversationBindings bindings, ICustomerDirectory directory, ConversationState state) : Microsoft.Bot.Builder.IMiddleware
{
    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        var activity = turnContext.Activity;
        var command = ActAs().Match(activity.Type == ActivityTypes.Message ? activity.Text ?? "" : "");
        if (!command.Success || activity.ChannelId == Microsoft.Bot.Connector.Channels.Directline || activity.IsGroup())
        {
            await next(cancellationToken);
            return;
        }

        var userId = command.Groups["user"].Value;
        var culture = ReplyTexts.CultureOf(activity);
        if (await directory.FindByUserIdAsync(userId, cancellationToken) is not { } customer)
        {
            await turnContext.SendActivityAsync(MessageFactory.Text(ReplyTexts.NoSuchCustomer(culture, userId)), cancellationToken);
            return;
        }

        await bindings.RebindForDevelopmentAsync(turnContext.Activity.ConversationKey(), customer.Id, cancellationToken);
        await state.DeleteAsync(turnContext, cancellationToken);
        await turnContext.SendActivityAsync(MessageFactory.Text(ReplyTexts.ActingAs(culture, userId, customer.FullName)), cancellationToken);
    }

    [GeneratedRegex(@"^\s*/as\s+(?<user>\S{1,64})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex ActAs();
}
