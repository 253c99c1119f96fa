using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Bot.Replies;

namespace SupportBot.Channels.Terminal;

/// <summary>A conversation in the terminal. Each message waits for its replies.</summary>
internal sealed class TerminalChat(TurnQueue turns)
{
    private readonly ConversationKey _conversation = new(Microsoft.Bot.Connector.Channels.Console, Guid.CreateVersion7().ToString("N"));

    /// <summary>Binds the conversation to a customer, whom nobody has to prove here.</summary>
    public Task BindAsync(IConversationBindings bindings, CustomerId customer, CancellationToken ct) => bindings.BindAsync(_conversation, customer, ct);

    /// <returns>The replies as a terminal shows them.</returns>
    public async Task<IReadOnlyList<string>> SayAsync(string text, CancellationToken ct)
    {
        var response = await turns.AddAndWaitAsync(StorableActivity.Of(Message(text)), audience: null, ct);
        return [.. (JObject.Parse(response.Body ?? "{}").Value<JArray>("activities") ?? []).Select(reply => ReplyTexts.InWords(reply.ToObject<Activity>()!))];
    }

    private Activity Message(string text) => new(ActivityTypes.Message)
    {
        Id = Guid.CreateVersion7().ToString("N"),
        ChannelId = _conversation.ChannelId,
        ServiceUrl = "urn:botframework:local:console",
        Conversation = new ConversationAccount(id: _conversation.ConversationId),
        From = new ChannelAccount("customer", role: RoleTypes.User),
        Recipient = new ChannelAccount("bot", role: RoleTypes.Bot),
        DeliveryMode = DeliveryModes.ExpectReplies,
        Text = text,
    };
}
