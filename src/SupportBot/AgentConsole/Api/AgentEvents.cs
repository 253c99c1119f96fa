using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using SupportBot.AgentConsole.SignIn;

namespace SupportBot.AgentConsole.Api;

/// <summary><c>GET /api/agent/events</c>: server-sent events for consoles. <c>handoff</c> carries a ticket that is new or has
/// changed, <c>message</c> a line of its conversation, <c>typing</c> that its customer types, <c>ping</c> nothing. Each has an
/// id; who connects again with the last one is told what they missed, and <c>resync</c> where that isn't known any more: then
/// they read the lists again. A handoff is in the audit log before anything of it is told. It ends when the token does that it
/// was opened with.</summary>
internal sealed class AgentEvents(HandoffEventBroadcaster broadcaster, AgentDesk desk, TimeProvider time, IHostApplicationLifetime host)
{
    /// <summary>Connections that say nothing for longer are cut by proxies.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>Streams that one agent may have open: a tab takes one.</summary>
    internal const int MaxStreams = 20;

    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>For the API's description.</summary>
    public const string Description =
        "Each event has an id. Who was cut off sends the last one in the header Last-Event-ID, as browsers do by themselves, or as lastEventId in "
        + "the address, and is told what they missed, each event once and in order; typing is not told later. "
        + "Of what was missed only the last 2,000 events are kept, with 4,000,000 characters in all, and none over a restart of the server; where that isn't enough, "
        + "the first event is resync: read the handoffs again. Events: "
        + "handoff, a handoff that is new or has changed, as it is now, as in the list; "
        + "message {\"id\",\"at\",\"from\",\"text\",\"place\"}, a line of the transcript of the handoff with this id; "
        + "typing {\"id\"}, its customer types; ping {}, the connection is alive; resync {}. "
        + "Where no header can be sent, access_token may stand in the address. The stream ends with the token. One agent may have 20 open.";

    public IResult Listen(HttpContext context, string? lastId, CancellationToken ct)
    {
        var by = AgentClaims.AtWork(context);
        if (_open.AddOrUpdate(by.Agent.Id, 1, (_, open) => open + 1) > MaxStreams)
        {
            Leave(by);
            return TypedResults.Problem(
                $"You have {MaxStreams} streams of events open already. Close some of them.", statusCode: StatusCodes.Status403Forbidden);
        }

        context.Response.OnCompleted(() =>
        {
            Leave(by);
            return Task.CompletedTask;
        });
        return TypedResults.ServerSentEvents(ListenAsync(by, lastId, LifeOf(context), ct));
    }

    private void Leave(AgentAtWork by)
    {
        if (_open.AddOrUpdate(by.Agent.Id, 0, (_, open) => open - 1) == 0)
            _open.TryRemove(new(by.Agent.Id, 0));
    }

    private async IAsyncEnumerable<SseItem<object>> ListenAsync(AgentAtWork by, string? lastId, TimeSpan life, [EnumeratorCancellation] CancellationToken ct)
    {
        using var expiry = new CancellationTokenSource(life, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, host.ApplicationStopping, expiry.Token);
        using var listener = broadcaster.Listen(lastId);
        var shown = new HashSet<string>(StringComparer.Ordinal);
        var at = listener.Start;
        yield return Item(listener.Missed is null ? "resync" : "ping", at, new { });
        var waiting = new Queue<HandoffEvent>(listener.Missed ?? []);
        while (!ending.IsCancellationRequested)
        {
            while (waiting.TryDequeue(out var happened) || listener.Events.TryRead(out happened))
            {
                var (item, isLogged) = await LoggedItemAsync(by, happened, shown, ending.Token);
                if (!isLogged)
                    yield break;
                at = happened.Number;
                if (item is { } told)
                    yield return told;
            }

            if (await HasNewsAsync(listener, ending.Token))
                continue;
            if (listener.Events.Completion.IsCompleted || ending.IsCancellationRequested)
                yield break;
            yield return Item("ping", at, new { });
        }
    }

    private async Task<bool> HasNewsAsync(HandoffEventBroadcaster.Listener listener, CancellationToken ct)
    {
        try
        {
            return await listener.Events.WaitToReadAsync(ct).AsTask().WaitAsync(Silence, time, ct);
        }
        catch (Exception quiet) when (quiet is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>How long the token that was sent is good for.</summary>
    private TimeSpan LifeOf(HttpContext context)
    {
        if (!long.TryParse(context.User.FindFirst("exp")?.Value, CultureInfo.InvariantCulture, out var expires))
            return AgentSessions.Lifetime;
        var left = DateTimeOffset.FromUnixTimeSeconds(expires) - time.GetUtcNow();
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < AgentSessions.Lifetime ? left : AgentSessions.Lifetime;
    }

    private async Task<(SseItem<object>? Item, bool IsLogged)> LoggedItemAsync(
        AgentAtWork by, HandoffEvent happened, HashSet<string> shown, CancellationToken ct)
    {
        try
        {
            return (await ItemAsync(by, happened, shown, ct), true);
        }
        catch (AuditUnavailableException)
        {
            // What can't be logged isn't told; the console connects again.
            return (null, false);
        }
    }

    private async Task<SseItem<object>?> ItemAsync(AgentAtWork by, HandoffEvent happened, HashSet<string> shown, CancellationToken ct) => happened switch
    {
        { Kind: HandoffEventKind.Said, Entry: { } entry } =>
            shown.Contains(happened.HandoffId) || await desk.WatchAsync(by, happened.HandoffId, shown, ct) is not null
                ? Item("message", happened.Number,
                    new { id = happened.HandoffId, at = entry.At, from = entry.By.ToString().ToLowerInvariant(), text = entry.Text, place = entry.Place })
                : null,
        { Kind: HandoffEventKind.CustomerTypes } => Item("typing", happened.Number, new { id = happened.HandoffId }),
        _ => await desk.WatchAsync(by, happened.HandoffId, shown, ct) is { } ticket ? Item("handoff", happened.Number, HandoffRow.Of(ticket)) : null,
    };

    private SseItem<object> Item(string kind, long number, object data) => new(data, kind) { EventId = broadcaster.IdOf(number) };
}
