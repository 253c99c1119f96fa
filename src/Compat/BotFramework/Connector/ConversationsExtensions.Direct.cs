using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Bot.Schema;
using Microsoft.Rest;

namespace Microsoft.Bot.Connector;

// The calls that take their ids from the activity or the accounts, and those that block.
public static partial class ConversationsExtensions
{
    public static ConversationResourceResponse CreateDirectConversation(this IConversations operations, ChannelAccount bot, ChannelAccount user, Activity activity = null) =>
        Task.Run(() => operations.CreateDirectConversationAsync(bot, user, activity)).GetAwaiter().GetResult();

    public static ConversationResourceResponse CreateDirectConversation(this IConversations operations, string botAddress, string userAddress, Activity activity = null) =>
        Task.Run(() => operations.CreateDirectConversationAsync(botAddress, userAddress, activity)).GetAwaiter().GetResult();

    public static Task<ConversationResourceResponse> CreateDirectConversationAsync(this IConversations operations, string botAddress, string userAddress, Activity activity = null, CancellationToken cancellationToken = default) =>
        operations.CreateDirectConversationAsync(new ChannelAccount(botAddress), new ChannelAccount(userAddress), activity, cancellationToken);

    public static Task<ConversationResourceResponse> CreateDirectConversationAsync(this IConversations operations, ChannelAccount bot, ChannelAccount user, Activity activity = null, CancellationToken cancellationToken = default) =>
        operations.CreateConversationAsync(new ConversationParameters { Bot = bot, Members = new List<ChannelAccount> { user }, Activity = activity }, cancellationToken);

    public static ResourceResponse SendToConversation(this IConversations operations, Activity activity) =>
        Task.Run(() => operations.SendToConversationAsync(activity)).GetAwaiter().GetResult();

    public static Task<ResourceResponse> SendToConversationAsync(this IConversations operations, Activity activity, CancellationToken cancellationToken = default) =>
        operations.SendToConversationAsync(activity.Conversation.Id, activity, cancellationToken);

    public static ResourceResponse ReplyToActivity(this IConversations operations, Activity activity) =>
        Task.Run(() => operations.ReplyToActivityAsync(activity)).GetAwaiter().GetResult();

    public static Task<ResourceResponse> ReplyToActivityAsync(this IConversations operations, Activity activity, CancellationToken cancellationToken = default)
    {
        if (activity.ReplyToId == null)
        {
            throw new ValidationException(ValidationRules.CannotBeNull, "ReplyToId");
        }

        return operations.ReplyToActivityAsync(activity.Conversation.Id, activity.ReplyToId, activity, cancellationToken);
    }

    public static ResourceResponse UpdateActivity(this IConversations operations, Activity activity) =>
        Task.Run(() => operations.UpdateActivityAsync(activity)).GetAwaiter().GetResult();

    public static Task<ResourceResponse> UpdateActivityAsync(this IConversations operations, Activity activity, CancellationToken cancellationToken = default) =>
        operations.UpdateActivityAsync(activity.Conversation.Id, activity.Id, activity, cancellationToken);
}
