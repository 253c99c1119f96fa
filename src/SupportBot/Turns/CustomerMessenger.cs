using Microsoft.Bot.Builder;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using SupportBot.Bot.Replies;
using SupportBot.Bot.State;

namespace SupportBot.Turns;

/// <summary>Carries what agents say over the customer's own channel, as proactive messages: through the outbox, so in order,
/// once, and again after a failure.</summary>
internal sealed partial class CustomerMessenger(
    Outbox outbox, OutboxSender sender, ReplyStreams streams, Connectors connectors, IOptions<MicrosoftAppOptions> app, ILogger<CustomerMessenger> logger)
        : ICustomerMessenger
{
    private static readonly TimeSpan TypingPatience = TimeSpan.FromSeconds(5);

    private readonly string _appId = app.Value.Id ?? "";

    public Task SayAsync(DbTransaction transaction, HandoffTicket ticket, string text, CancellationToken ct) =>
        SendAsync(transaction, ticket, text, ticket.Agent, ct);

    public async Task<string> TellAsync(DbTransaction transaction, HandoffTicket ticket, DeskNotice notice, DateTimeOffset? opensAt, CancellationToken ct)
    {
        var words = ReplyTexts.Of(ReplyTexts.CultureOf(ticket.Locale), notice, ticket, opensAt);
        await SendAsync(transaction, ticket, words, from: null, ct);
        return words;
    }

    public async Task<IReadOnlyList<string>> SilenceAsync(DbTransaction transaction, HandoffTicket ticket, CancellationToken ct) =>
        [.. (await outbox.DropAsync(transaction, ticket.Conversation, ct)).Select(HandoffNotifier.HeldBack)];

    public Task StartCleanAsync(DbTransaction transaction, HandoffTicket ticket, CancellationToken ct) =>
        SqlStateStorage.ForgetAsync(transaction, ticket.Conversation, ct);

    public void Wake(HandoffTicket ticket)
    {
        if (ticket.State == HandoffState.Accepted && streams.IsRunning(ticket.Conversation))
            _ = HushAndWakeAsync(ticket.Conversation);
        else
            sender.Wake(ticket.Conversation);
    }

    public async Task TypeAsync(HandoffTicket ticket, CancellationToken ct)
    {
        try
        {
            var typing = New(ticket, ActivityTypes.Typing);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(TypingPatience);
            var connector = await connectors.For(_appId).CreateAsync(typing.ServiceUrl, null!, limit.Token);
            await connector.Conversations.SendToConversationAsync(typing, limit.Token);
        }
        // A sign of typing may be lost, whatever the channel throws.
        catch (Exception error)
        {
            LogLost(ticket.Conversation.ChannelId, error);
        }
    }

    /// <summary>Nothing of the bot's may appear after word of the agent.</summary>
    private async Task HushAndWakeAsync(ConversationKey conversation)
    {
        try
        {
            await streams.TakeBackAsync(conversation);
        }
        finally
        {
            sender.Wake(conversation);
        }
    }

    private async Task SendAsync(DbTransaction transaction, HandoffTicket ticket, string text, string? from, CancellationToken ct)
    {
        var message = New(ticket, ActivityTypes.Message);
        message.Text = text;
        if (from is not null)
        {
            message.From.Name = from;
            // As typed: their lines, spaces and marks are no markup.
            message.TextFormat = TextFormatTypes.Plain;
        }

        foreach (var part in MessageShape.Fit(message, message))
        {
            part.Id = Guid.CreateVersion7().ToString("N");
            await outbox.AddFromDeskAsync(transaction, ticket.Conversation, part, ct);
        }
    }

    private static Activity New(HandoffTicket ticket, string type)
    {
        var reference = ActivityJson.ReadReference(ticket.Line);
        var activity = new Activity(type) { Locale = ticket.Locale };
        activity.ApplyConversationReference(reference);
        // An answer to the conversation, not to the one message that asked for a person.
        activity.ReplyToId = null;
        activity.From ??= new ChannelAccount();
        return activity;
    }

    [LoggerMessage(LogLevel.Debug, "An agent's sign of typing on {Channel} is lost")]
    private partial void LogLost(string channel, Exception error);
}
