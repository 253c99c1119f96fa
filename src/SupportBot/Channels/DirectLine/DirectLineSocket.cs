using System.Net.WebSockets;
using System.Threading.Channels;

namespace SupportBot.Channels.DirectLine;

/// <summary>Serves one open stream: the log from the watermark on, then what comes, in order.</summary>
internal sealed class DirectLineSocket(
    DirectLineActivities activities, DirectLineConversations conversations, DirectLineKeys keys, DirectLineLimits limits, TimeProvider time)
{
    /// <summary>Scripts in a browser don't see the protocol's own pings; by an empty frame they know that a quiet stream isn't a
    /// dead one. Azure's service sends it, too, and clients pass over it.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    /// <summary>A client that takes longer for a frame reads no more; it comes back with its watermark and loses nothing.</summary>
    private static readonly TimeSpan MaxSending = TimeSpan.FromMinutes(1);

    /// <summary>What a client that is still there needs to answer that the stream is closed.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    /// <summary>Runs until the client leaves or falls too far behind, the session ends, the key is revoked, or
    /// <paramref name="ct"/> says that the host stops.</summary>
    /// <param name="address">Where the client is, as <see cref="SupportBot.Hosting.ClientAddress.Of"/> has it.</param>
    /// <param name="news">Listened to since before now: what is stored from now on is in the log, in the news, or in both.</param>
    public async Task RunAsync(
        WebSocket socket, DirectLineConversation conversation, DirectLineStreamPass pass, string address, long after, ChannelReader<StreamNews> news,
        CancellationToken ct)
    {
        using var session = new CancellationTokenSource(Left(pass.Caller), time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct, session.Token);
        using var farewell = new CancellationTokenSource();
        var listening = ListenAsync(socket, ended, farewell.Token);
        try
        {
            await SendAllAsync(new(socket, address), conversation, pass.KeyId, after, news, ended.Token);
            await CloseAsync(socket, WebSocketCloseStatus.EndpointUnavailable);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            await CloseAsync(socket, ct.IsCancellationRequested ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure);
        }
        finally
        {
            // To stop listening cuts the connection, and what was sent last with it.
            farewell.CancelAfter(Farewell);
            await listening;
        }
    }

    private async Task SendAllAsync(
        Client client, DirectLineConversation conversation, string keyId, long after, ChannelReader<StreamNews> allNews, CancellationToken ct)
    {
        after = await SendLogAsync(client, conversation.Id, after, long.MaxValue, ct);
        conversation = await MarkReadAsync(conversation, after, ct);
        while (await WaitAsync(client.Socket, keyId, allNews, ct))
        {
            while (allNews.TryRead(out var news))
            {
                if (news.Passing is { } passing)
                {
                    await SendAsync(client.Socket, $"{{\"activities\":[{passing}]}}", ct);
                }
                else if (news.LoggedUpTo > after)
                {
                    after = await SendLogAsync(client, conversation.Id, after, news.LoggedUpTo, ct);
                    conversation = await MarkReadAsync(conversation, after, ct);
                }
            }
        }
    }

    private TimeSpan Left(DirectLineCaller caller) =>
        caller.SessionEnds - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <returns>Whether there is news; <c>false</c> when the client is too far behind, or its key was revoked.</returns>
    private async Task<bool> WaitAsync(WebSocket socket, string keyId, ChannelReader<StreamNews> news, CancellationToken ct)
    {
        var coming = news.WaitToReadAsync(ct).AsTask();
        while (true)
        {
            try
            {
                return await coming.WaitAsync(Beat, time, ct) && await keys.HasAsync(keyId, ct);
            }
            catch (TimeoutException)
            {
                if (!await keys.HasAsync(keyId, ct))
                    return false;
                await SendAsync(socket, "", ct);
            }
        }
    }

    /// <summary>Only what was sent counts: a client that lost its stream before comes back without a watermark.</summary>
    private async Task<DirectLineConversation> MarkReadAsync(DirectLineConversation conversation, long after, CancellationToken ct)
    {
        if (after == 0 || conversation.WasRead)
            return conversation;
        await conversations.MarkReadAsync(conversation, ct);
        return conversation with { WasRead = true };
    }

    private async Task<long> SendLogAsync(Client client, string conversationId, long after, long upTo, CancellationToken ct)
    {
        while (true)
        {
            var page = await activities.ReadAsync(conversationId, after, upTo, ct);
            if (page.Activities.Count == 0)
                return after;
            using var place = limits.BeginAnswer(client.Address, page.Bytes) ?? throw new OperationCanceledException("Too much is on its way there.");
            // One to a frame: botframework-directlinejs hands on the activities of a frame one after the other, while those
            // of the next frame may overtake them.
            foreach (var entry in page.Activities)
                await SendAsync(client.Socket, ActivitySet(new LogPage([entry], entry.Sequence)), ct);
            after = page.Last;
        }
    }

    /// <summary>A page as clients read it, from the socket and by polling; the activities go out as they are stored.</summary>
    public static string ActivitySet(LogPage page) =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"activities\":[{string.Join(',', page.Activities.Select(entry => entry.Activity))}],\"watermark\":\"{page.Last}\"}}");

    private async Task SendAsync(WebSocket socket, string frame, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(MaxSending, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, both.Token);
    }

    /// <summary>Clients say nothing here but empty frames that keep the line open; all that matters is when they leave.</summary>
    private static async Task ListenAsync(WebSocket socket, CancellationTokenSource ended, CancellationToken ct)
    {
        var ignored = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(ignored.AsMemory(), ct)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
        }

        await ended.CancelAsync();
    }

    private sealed record Client(WebSocket Socket, string Address);

    private static async Task CloseAsync(WebSocket socket, WebSocketCloseStatus status)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        try
        {
            await socket.CloseOutputAsync(status, null, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            socket.Abort();
        }
    }
}
