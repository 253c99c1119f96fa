using System.Collections.Concurrent;
using System.Threading.Channels;

namespace SupportBot.Channels.DirectLine;

/// <summary>News for an open stream: either a place up to which the log has grown, or a passing activity (typing, a chunk of a
/// reply) as JSON that is in no log. One queue for both, so that a typing activity never arrives after what it announced.</summary>
internal readonly record struct StreamNews(long LoggedUpTo, string? Passing);

/// <summary>Who listens to which conversation in this process.</summary>
internal sealed class DirectLineStreams(IOptions<DirectLineOptions> options)
{
    /// <summary>A client that is this far behind is cut off; it comes back with its watermark and loses nothing.</summary>
    private const int MaxBacklog = 1024;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Channel<StreamNews>, bool>> _open = new(StringComparer.Ordinal);

    /// <summary>Begins to listen. Disposing ends it. The reader completes when the client can't keep up.</summary>
    /// <returns><c>null</c> when as many listen already as may.</returns>
    public Subscription? Listen(string conversationId)
    {
        var news = Channel.CreateBounded<StreamNews>(new BoundedChannelOptions(MaxBacklog) { SingleReader = true });
        lock (_open)
        {
            var listeners = _open.GetOrAdd(conversationId, _ => new());
            if (listeners.Count >= options.Value.Streams)
                return null;
            listeners.TryAdd(news, true);
        }

        return new Subscription(this, conversationId, news);
    }

    /// <summary>Whether anybody listens; those who poll don't.</summary>
    public bool IsHeard(string conversationId) => _open.ContainsKey(conversationId);

    public void Logged(string conversationId, long upTo) => Publish(conversationId, new(upTo, null));

    public void Pass(string conversationId, string activity) => Publish(conversationId, new(0, activity));

    private void Publish(string conversationId, StreamNews news)
    {
        if (!_open.TryGetValue(conversationId, out var listeners))
            return;
        foreach (var listener in listeners.Keys)
        {
            if (!listener.Writer.TryWrite(news))
                listener.Writer.TryComplete();
        }
    }

    private void Remove(string conversationId, Channel<StreamNews> news)
    {
        lock (_open)
        {
            if (_open.TryGetValue(conversationId, out var listeners) && listeners.TryRemove(news, out _) && listeners.IsEmpty)
                _open.TryRemove(conversationId, out _);
        }
    }

    internal sealed class Subscription(DirectLineStreams streams, string conversationId, Channel<StreamNews> news) : IDisposable
    {
        public ChannelReader<StreamNews> News => news.Reader;

        public void Dispose() => streams.Remove(conversationId, news);
    }
}
