using System.Collections.Concurrent;
using Microsoft.Bot.Schema;
using MicrosoftChannels = Microsoft.Bot.Connector.Channels;

namespace SupportBot.Turns;

/// <summary>Begins to show a turn to its customer, as well as the channel can.</summary>
internal sealed class ReplyStreams(
    Connectors connectors, IEnumerable<LocalConnector> locals, IOptions<MicrosoftAppOptions> app, TimeProvider time, ILogger<ReplyStream> logger)
{
    /// <summary>Teams takes about one request a second and asks for a buffer above that.</summary>
    public static readonly TimeSpan TeamsPace = TimeSpan.FromSeconds(1.5);

    public static readonly TimeSpan LocalPace = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<ConversationKey, ReplyStream> _running = new();
    private readonly string _appId = app.Value.Id ?? "";

    /// <returns><c>null</c> where nobody would see it: replies that leave with the response, or a client that only polls.</returns>
    public ReplyStream? Begin(Activity question, string? audience)
    {
        if (question.Type != ActivityTypes.Message || question.DeliveryMode == DeliveryModes.ExpectReplies || string.IsNullOrEmpty(question.ServiceUrl))
            return null;
        var local = locals.FirstOrDefault(channel => channel.ServiceUrl == question.ServiceUrl);
        if (local is not null && !local.IsWatched(question.Conversation.Id))
            return null;

        var conversation = TurnQueue.KeyOf(question);
        return _running[conversation] = new ReplyStream(
            question, PaceOf(question, local), ct => connectors.For(_appId).CreateAsync(question.ServiceUrl, audience, ct), time, logger)
        {
            Over = () => _running.TryRemove(conversation, out _),
        };
    }

    /// <summary>Whether a turn of the conversation runs in this process and may be shown.</summary>
    public bool IsRunning(ConversationKey conversation) => _running.ContainsKey(conversation);

    /// <summary>Takes back what a running turn of the conversation shows.</summary>
    public Task TakeBackAsync(ConversationKey conversation) =>
        _running.TryGetValue(conversation, out var stream) ? stream.TakeBackAsync() : Task.CompletedTask;

    private static TimeSpan? PaceOf(Activity question, LocalConnector? local) =>
        local is not null ? LocalPace
        : question.ChannelId == MicrosoftChannels.Msteams && question.Conversation.ConversationType == "personal" ? TeamsPace
        : null;
}
