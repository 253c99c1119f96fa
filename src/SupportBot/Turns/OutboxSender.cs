using System.Net;
using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using SupportBot.Core.Conversation;

namespace SupportBot.Turns;

/// <summary>Delivers replies from the outbox, in order in each conversation. A channel that is out of reach is tried again for
/// about two hours; one that says no is not. A slow or dead host costs its own conversations only.</summary>
internal sealed partial class OutboxSender : IHostedService, IDisposable
{
    private const int MaxTries = 120;

    private readonly Outbox _outbox;
    private readonly Connectors _connectors;
    private readonly DeliveryLanes _lanes;
    private readonly HandoffNotifier _lines;
    private readonly string _appId;
    private readonly KeyedWorkers _workers;
    private readonly ILogger _logger;

    public OutboxSender(Outbox outbox, Connectors connectors, HandoffNotifier lines, IOptions<MicrosoftAppOptions> app, TimeProvider time,
        ILogger<OutboxSender> logger)
    {
        _outbox = outbox;
        _connectors = connectors;
        _lanes = new DeliveryLanes(connectors);
        _lines = lines;
        _appId = app.Value.Id ?? "";
        _logger = logger;
        _workers = new KeyedWorkers("The delivery", KeyedWorkers.Unbounded, SendAllAsync, time, logger);
    }

    /// <summary>Delivers what waits in a conversation's outbox.</summary>
    public void Wake(ConversationKey conversation) => _workers.Wake(conversation);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var conversation in await _outbox.WaitingAsync(cancellationToken))
            Wake(conversation);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _workers.StopAsync(cancellationToken);

    public void Dispose()
    {
        _workers.Dispose();
        _lanes.Dispose();
    }

    private async Task SendAllAsync(ConversationKey conversation, CancellationToken ct)
    {
        var lane = _lanes.Own;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (await SendNextAsync(lane, conversation, ct) is not { } next)
                    return;
                lane = next;
            }
            catch (HostLeftAloneException error)
            {
                // Without a place, so that the others of its lane find out sooner that the host is back.
                await error.Circuit.WaitAsync(ct);
            }
        }
    }

    /// <summary>Sends the conversation's oldest reply, if it leaves by this lane.</summary>
    /// <returns>The lane that it leaves by; <c>null</c> when no reply waits.</returns>
    private async Task<DeliveryLane?> SendNextAsync(DeliveryLane lane, ConversationKey conversation, CancellationToken ct)
    {
        using var place = await lane.EnterAsync(ct);
        // Read only here: while this waited for its place, an agent may have taken the reply back.
        if (await _outbox.NextAsync(conversation, ct) is not { } entry)
            return null;
        var its = _lanes.Of(entry.Activity);
        if (its == lane)
            await DeliverAsync(entry);
        return its;
    }

    private async Task DeliverAsync(OutboxEntry entry)
    {
        IReadOnlyList<string>? names = null;
        // A reply on its way is seen through when the host stops, else it would leave once more at the next start.
        try
        {
            using (TurnTrace.Step("send"))
                names = await ChannelCall.RunAsync(token => SendAsync(entry, token), CancellationToken.None);
        }
        catch (StorageUnavailableException)
        {
            // Our own Direct Line could not keep it. That says nothing of the reply, which waits until it can.
            throw;
        }
        catch (Exception error)
        {
            if (!IsFinal(error) && entry.Tries + 1 < MaxTries)
            {
                await _outbox.CountTryAsync(entry, CancellationToken.None);
                throw;
            }

            LogUndeliverable(entry.Conversation.ChannelId, entry.Tries + 1, error);
            await GiveUpAsync(entry, error);
            return;
        }

        using (TurnTrace.Step("sent"))
            await _outbox.RemoveAsync(entry, names, CancellationToken.None);
    }

    /// <summary>Drops a reply, and says so to the agents whom it may concern.</summary>
    private async Task GiveUpAsync(OutboxEntry entry, Exception error)
    {
        var why = StatusOf(error) is { } status && IsFinal(error)
            ? $"The customer's channel refused it ({(int)status})."
            : "The customer's channel was out of reach for too long.";
        var ticket = await _lines.LatestAsync(entry.Conversation, CancellationToken.None);
        var line = await _outbox.GiveUpAsync(
            entry, (transaction, ct) => _lines.NoteUndeliveredAsync(transaction, ticket, entry.Activity, why, ct), CancellationToken.None);
        if (line is not null)
            await _lines.AnnounceAsync(entry.Conversation, [line], CancellationToken.None);
    }

    /// <returns>The ids that the channel has for the reply: its own, and that of the stream which the reply ends.</returns>
    private async Task<IReadOnlyList<string>> SendAsync(OutboxEntry entry, CancellationToken ct)
    {
        var connector = await _connectors.For(_appId).CreateAsync(entry.Activity.ServiceUrl, entry.Audience, ct);
        try
        {
            var sent = await SendAsync(connector, entry.Activity, ct);
            return NamesOf(sent, StreamInfo.IdIn(entry.Activity));
        }
        catch (Exception error) when (IsFinal(error) && StreamInfo.Unmark(entry.Activity))
        {
            // The channel has closed the stream meanwhile: the customer stopped it, or it took too long.
            return NamesOf(await SendAsync(connector, entry.Activity, ct), null);
        }
    }

    private static List<string> NamesOf(ResourceResponse? sent, string? streamId) =>
        [.. new[] { sent?.Id, streamId }.OfType<string>().Where(id => id.Length > 0)];

    // Both take the conversation from the activity.
    private static Task<ResourceResponse> SendAsync(IConnectorClient connector, Activity activity, CancellationToken ct) =>
        string.IsNullOrEmpty(activity.ReplyToId)
            ? connector.Conversations.SendToConversationAsync(activity, ct)
            : connector.Conversations.ReplyToActivityAsync(activity, ct);

    /// <summary>Whether the channel said no for good, rather than «not now» (Teams asks for a retry of 412, 429, 502 and 504).</summary>
    private static bool IsFinal(Exception error)
    {
        // What is no address of a server never becomes one.
        if (error is UriFormatException or NotSupportedException)
            return true;
        var status = StatusOf(error) ?? HttpStatusCode.ServiceUnavailable;
        return (int)status is >= 400 and < 500
            && status is not (HttpStatusCode.RequestTimeout or HttpStatusCode.PreconditionFailed or HttpStatusCode.TooManyRequests);
    }

    // The connector throws either, depending on whether the body is the protocol's error.
    private static HttpStatusCode? StatusOf(Exception error) => error switch
    {
        ErrorResponseException { Response.StatusCode: var code } => code,
        HttpOperationException { Response.StatusCode: var code } => code,
        _ => null,
    };

    [LoggerMessage(LogLevel.Error, "A reply on {Channel} could not be delivered after {Tries} tries and is dropped")]
    private partial void LogUndeliverable(string channel, int tries, Exception error);
}
