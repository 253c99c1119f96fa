using System.Collections.Concurrent;
using System.Threading.Channels;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Handoff;

/// <summary>Tells open consoles what happens, within this process. Nothing depends on it: a console that missed something
/// reads it again. Callers may be concurrent.</summary>
public sealed class HandoffNews
{
    /// <summary>A listener that is further behind is dropped, and comes back to read everything anew.</summary>
    private const int MostWaiting = 2_000;

    private readonly ConcurrentDictionary<Channel<HandoffEvent>, bool> _listeners = new();

    public bool HasListeners => !_listeners.IsEmpty;

    /// <summary>Listens until the result is disposed. Its reader ends when this listener fell too far behind.</summary>
    public Listener Listen()
    {
        var channel = Channel.CreateBounded<HandoffEvent>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
        _listeners[channel] = true;
        return new Listener(this, channel);
    }

    public void Tell(HandoffEvent happened)
    {
        foreach (var listener in _listeners.Keys)
        {
            if (!listener.Writer.TryWrite(happened))
                Remove(listener);
        }
    }

    /// <summary>Tells that a ticket changed, once the running turn has committed; at once outside a turn.</summary>
    internal void Later(HandoffTicket ticket)
    {
        var changed = new HandoffEvent(ticket.Id, HandoffEventKind.Changed);
        if (TurnWork.Current is { } turn)
            turn.AfterCommit(() => Tell(changed));
        else
            Tell(changed);
    }

    private void Remove(Channel<HandoffEvent> listener)
    {
        _listeners.TryRemove(listener, out _);
        listener.Writer.TryComplete();
    }

    /// <summary>One who listens.</summary>
    public sealed class Listener : IDisposable
    {
        private readonly HandoffNews _news;
        private readonly Channel<HandoffEvent> _channel;

        internal Listener(HandoffNews news, Channel<HandoffEvent> channel) => (_news, _channel) = (news, channel);

        public ChannelReader<HandoffEvent> Events => _channel.Reader;

        public void Dispose() => _news.Remove(_channel);
    }
}

/// <summary>Something that happened to a handoff.</summary>
/// <param name="Line">For <see cref="HandoffEventKind.Said"/> what was said, else <c>null</c>.</param>
public sealed record HandoffEvent(string HandoffId, HandoffEventKind Kind, TranscriptLine? Line = null);

/// <summary>What happened.</summary>
public enum HandoffEventKind
{
    /// <summary>The ticket is new or has changed.</summary>
    Changed,

    /// <summary>Somebody said something in its conversation.</summary>
    Said,

    /// <summary>The customer types.</summary>
    CustomerTypes,
}
