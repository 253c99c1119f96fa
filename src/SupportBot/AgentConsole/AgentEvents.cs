using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using SupportBot.Core.Handoff;

namespace SupportBot.AgentConsole;

/// <summary><c>GET /api/agent/events</c>: server-sent events for consoles. <c>handoff</c> carries a ticket that is new or has
/// changed, <c>message</c> a line of its conversation, <c>typing</c> that its customer types, <c>ping</c> nothing. Who
/// connects again reads the lists again; nothing is repeated here.</summary>
internal sealed class AgentEvents(HandoffNews news, IHandoffDesk desk, TimeProvider time, IHostApplicationLifetime host)
{
    /// <summary>Connections that say nothing for longer are cut by proxies.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    public IResult Listen(CancellationToken ct) => TypedResults.ServerSentEvents(ListenAsync(ct));

    private async IAsyncEnumerable<SseItem<object>> ListenAsync([EnumeratorCancellation] CancellationToken ct)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, host.ApplicationStopping);
        using var listener = news.Listen();
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
                if (await ItemAsync(happened, ending.Token) is { } item)
                    yield return item;
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

    private async Task<SseItem<object>?> ItemAsync(HandoffEvent happened, CancellationToken ct) => happened switch
    {
        { Kind: HandoffEventKind.Said, Line: { } line } =>
            new(new { id = happened.HandoffId, at = line.At, from = line.By.ToString().ToLowerInvariant(), text = line.Text, place = line.Place }, "message"),
        { Kind: HandoffEventKind.CustomerTypes } => new(new { id = happened.HandoffId }, "typing"),
        _ => await desk.FindAsync(happened.HandoffId, ct) is { } ticket ? new(HandoffRow.Of(ticket), "handoff") : null,
    };
}
