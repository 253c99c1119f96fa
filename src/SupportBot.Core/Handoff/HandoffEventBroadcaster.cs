using System.Security.Cryptography;
using System.Threading.Channels;

namespace SupportBot.Core.Handoff;

/// <summary>Tells open consoles what happens, within this process. Nothing depends on it: a console that missed something
/// is told it while it is among the last <see cref="MaxKept"/> events and <see cref="MaxKeptCharacters"/>, and else reads it
/// again. Callers may be concurrent.</summary>
public sealed class HandoffEventBroadcaster
{
    /// <summary>How many events are kept for those who were away.</summary>
    public const int MaxKept = 2_000;

    /// <summary>UTF-16 units of what was said in the events that are kept, so that they never fill the memory.</summary>
    public const int MaxKeptCharacters = 4_000_000;

    /// <summary>A listener that is further behind is dropped, and comes back.</summary>
    private const int MaxWaiting = 2_000;

    private readonly Lock _lock = new();
    private readonly HashSet<Channel<HandoffEvent>> _listeners = [];
    private readonly Queue<HandoffEvent> _kept = new();

    // Numbers begin anew with the process, so that an id of another one must not look like one of this.
    private readonly string _run = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private long _last;
    private long _forgotten;
    private int _keptCharacters;
    private volatile bool _isWanted;

    public bool HasListeners
    {
        get
        {
            lock (_lock)
                return _listeners.Count > 0;
        }
    }

    /// <summary>Whether anybody listens, or may come back for what they missed.</summary>
    public bool IsWanted => _isWanted;

    /// <summary>Listens until the result is disposed. Its reader ends when this listener fell too far behind.</summary>
    /// <param name="after">The id of the last event that the listener was told of, by <see cref="IdOf"/>; <c>null</c> for one
    /// who begins.</param>
    public Listener Listen(string? after = null)
    {
        var channel = Channel.CreateBounded<HandoffEvent>(new BoundedChannelOptions(MaxWaiting));
        lock (_lock)
        {
            _listeners.Add(channel);
            _isWanted = true;
            return after is null ? new(this, channel, _last, [])
                : NumberOf(after) is { } number ? new(this, channel, number, [.. _kept.Where(happened => happened.Number > number)])
                : new(this, channel, _last, null);
        }
    }

    /// <summary>Names an event, or that a listener is up to date with it, for <see cref="Listen(string)"/>.</summary>
    /// <param name="number"><see cref="HandoffEvent.Number"/>, or <see cref="Listener.Start"/>.</param>
    public string IdOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{_run}-{number}");

    public void Tell(HandoffEvent happened)
    {
        lock (_lock)
        {
            var numbered = happened with { Number = ++_last };
            // That somebody typed is no news later.
            if (happened.Kind != HandoffEventKind.CustomerTypes)
                Keep(numbered);
            _listeners.RemoveWhere(listener => (IsTooFarBehind(listener) || !listener.Writer.TryWrite(numbered)) && listener.Writer.TryComplete());
        }
    }

    /// <summary>What waits for a listener is never more than what is kept for all.</summary>
    private bool IsTooFarBehind(Channel<HandoffEvent> listener) => listener.Reader.TryPeek(out var oldest) && oldest.Number <= _forgotten;

    private void Keep(HandoffEvent happened)
    {
        _kept.Enqueue(happened);
        _keptCharacters += LengthOf(happened);
        while (_kept.Count > MaxKept || _keptCharacters > MaxKeptCharacters)
        {
            var oldest = _kept.Dequeue();
            _keptCharacters -= LengthOf(oldest);
            _forgotten = oldest.Number;
        }
    }

    private static int LengthOf(HandoffEvent happened) => happened.Entry?.Text.Length ?? 0;

    /// <summary>Tells that a ticket changed, once the running turn has committed; at once outside a turn.</summary>
    internal void Later(HandoffTicket ticket)
    {
        var changed = new HandoffEvent(ticket.Id, HandoffEventKind.Changed);
        if (TurnWork.Current is { } turn)
            turn.AfterCommit(() => Tell(changed));
        else
            Tell(changed);
    }

    /// <returns><c>null</c> for an id of another process, and for one since which more happened than is kept.</returns>
    private long? NumberOf(string id) =>
        id.Split('-') is [var run, var text] && run == _run && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= _forgotten && number <= _last ? number : null;

    private void Remove(Channel<HandoffEvent> listener)
    {
        lock (_lock)
            _listeners.Remove(listener);
        listener.Writer.TryComplete();
    }

    public sealed class Listener(HandoffEventBroadcaster news, Channel<HandoffEvent> channel, long start, IReadOnlyList<HandoffEvent>? missed) : IDisposable
    {
        /// <summary>The number of the last event before <see cref="Missed"/> and <see cref="Events"/>; 0 for none.</summary>
        public long Start => start;

        /// <summary>What happened since then and before this listener was there; <c>null</c> when that can't be told any more,
        /// so that everything must be read anew.</summary>
        public IReadOnlyList<HandoffEvent>? Missed => missed;

        /// <summary>What happens from now on.</summary>
        public ChannelReader<HandoffEvent> Events => channel.Reader;

        public void Dispose() => news.Remove(channel);
    }
}

/// <summary>Something that happened to a handoff.</summary>
/// <param name="Entry">For <see cref="HandoffEventKind.Said"/> what was said, else <c>null</c>.</param>
public sealed record HandoffEvent(string HandoffId, HandoffEventKind Kind, TranscriptEntry? Entry = null)
{
    /// <summary>Counts this process's events from 1; 0 before it was told.</summary>
    public long Number { get; init; }
}

public enum HandoffEventKind
{
    /// <summary>The ticket is new or has changed.</summary>
    Changed,
    Said,
    CustomerTypes,
}
