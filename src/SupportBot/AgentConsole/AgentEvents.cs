using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using SupportBot.Core.Audit;
using SupportBot.Core.Handoff;

namespace SupportBot.AgentConsole;

/// <summary><c>GET /api/agent/events</c>: server-sent events for consoles. <c>handoff</c> carries a ticket that is new or has
/// changed, <c>message</c> a line of its conversation, <c>typing</c> that its customer types, <c>ping</c> nothing. Who
/// connects again reads the lists again; nothing is repeated here. A handoff is in the audit log before anything of it is
/// told. It ends when the token does that it was opened with.</summary>
internal sealed class AgentEvents(HandoffNews news, AgentDesk desk, TimeProvider time, IHostApplicationLifetime host)
{
    /// <summary>Connections that say nothing for longer are cut by proxies.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    public IResult Listen(HttpContext context, CancellationToken ct) =>
        TypedResults.ServerSentEvents(ListenAsync(AgentClaims.AtWork(context), LifeOf(context), ct));

    private async IAsyncEnumerable<SseItem<object>> ListenAsync(AgentAtWork by, TimeSpan life, [EnumeratorCancellation] CancellationToken ct)
    {
        using var expiry = new CancellationTokenSource(life, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, host.ApplicationStopping, expiry.Token);
        using var listener = news.Listen();
        var shown = new HashSet<string>(StringComparer.Ordinal);
        yield return new(new { }, "ping");
        while (!ending.IsCancellationRequested)
        {
            if (!await HasNewsAsync(listener, ending.Token))
            {
                if (listener.Events.Completion.IsCompleted || ending.IsCancellationRequested)
                    yield break;
                yield return new(new { }, "ping");
                continue;
            }

            while (listener.Events.TryRead(out var happened))
            {
                var (item, isLogged) = await LoggedItemAsync(by, happened, shown, ending.Token);
                if (!isLogged)
                    yield break;
                if (item is { } told)
                    yield return told;
            }
        }
    }

    private async Task<bool> HasNewsAsync(HandoffNews.Listener listener, CancellationToken ct)
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

    private async Task<(SseItem<object>? Item, bool IsLogged)> LoggedItemAsync(AgentAtWork by, HandoffEvent happened, HashSet<string> shown, CancellationToken ct)
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
        { Kind: HandoffEventKind.Said, Line: { } line } =>
            shown.Contains(happened.HandoffId) || await desk.WatchAsync(by, happened.HandoffId, shown, ct) is not null
                ? new(new { id = happened.HandoffId, at = line.At, from = line.By.ToString().ToLowerInvariant(), text = line.Text, place = line.Place }, "message")
                : null,
        { Kind: HandoffEventKind.CustomerTypes } => new(new { id = happened.HandoffId }, "typing"),
        _ => await desk.WatchAsync(by, happened.HandoffId, shown, ct) is { } ticket ? new(HandoffRow.Of(ticket), "handoff") : null,
    };
}
