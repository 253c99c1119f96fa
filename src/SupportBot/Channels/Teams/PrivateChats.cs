using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Microsoft.Rest;
using SupportBot.Bot.Channel;

namespace SupportBot.Channels.Teams;

/// <summary>Opens private chats with members of groups in Teams, which gives the same chat each time.</summary>
internal sealed partial class PrivateChats(ILogger<PrivateChats> logger) : IPrivateChats
{
    public async Task<bool> SayAsync(ITurnContext turn, string text, CancellationToken ct)
    {
        var activity = turn.Activity;
        if (activity.ChannelId != Microsoft.Bot.Connector.Channels.Msteams || string.IsNullOrEmpty(activity.From?.Id))
            return false;
        var tenant = activity.TenantOf();
        try
        {
            var wanted = new ConversationParameters
            {
                IsGroup = false,
                Bot = activity.Recipient,
                Members = [new ChannelAccount(activity.From.Id)],
                TenantId = tenant,
                ChannelData = new TeamsChannelData { Tenant = new TenantInfo { Id = tenant } },
            };
            var connector = turn.TurnState.Get<IConnectorClient>();
            var created = await ChannelCall.RunAsync(token => connector.Conversations.CreateConversationAsync(wanted, token), ct);
            if (string.IsNullOrEmpty(created?.Id))
                return false;
            var message = MessageFactory.Text(text);
            message.ChannelId = activity.ChannelId;
            message.ServiceUrl = activity.ServiceUrl;
            message.Conversation = new ConversationAccount(id: created.Id, conversationType: "personal", tenantId: tenant);
            message.From = activity.Recipient;
            message.Recipient = activity.From;
            return ChannelAdapter.AddElsewhere(turn, message);
        }
        catch (Exception error) when (error is HttpRequestException or RestException || (error is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // Teams refuses where the member has not got the app.
            LogNotOpened(error);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "A member of a group can't be written to in private")]
    private partial void LogNotOpened(Exception error);
}
