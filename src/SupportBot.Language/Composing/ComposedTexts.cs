namespace SupportBot.Language.Composing;

/// <summary>Keeps complete texts for the next reply of the same form, lets callers who want one text at the same time share its
/// making, and asks a while no more for texts that a model can't word. Keys and texts hold names of facts, no values.</summary>
internal sealed class ComposedTexts(TimeProvider time, int capacity = ComposedTexts.Capacity)
{
    public const int Capacity = 512;

    public static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Generation> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    /// <param name="key">Model, topics, status, facts and language.</param>
    /// <param name="make">Makes the text; cancelled only when nobody waits for it any more.</param>
    /// <returns><c>null</c> when there is no text, or none for a while.</returns>
    public async Task<ComposedText?> GetAsync(
        string key, Func<Action<string>, CancellationToken, Task<Composition>> make, IProgress<string>? soFar, CancellationToken ct)
    {
        Generation generation;
        bool isFirst;
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var node))
            {
                _byUse.Remove(node);
                _byUse.AddLast(node);
                if (node.Value.Text is { } kept)
                    return new ComposedText(kept, ReplySource.Cache, 0);
                if (time.GetUtcNow() < node.Value.NotBefore)
                    return null;
            }
            isFirst = !_running.TryGetValue(key, out generation!);
            if (isFirst)
                _running[key] = generation = new Generation();
            generation.Join(soFar);
        }
        if (isFirst)
            _ = RunAsync(key, generation, make);
        try
        {
            var made = await generation.Made.WaitAsync(ct);
            return made.Text is null ? null : new ComposedText(made.Text, isFirst ? ReplySource.Model : ReplySource.Cache, isFirst ? 1 : 0);
        }
        finally
        {
            Leave(key, generation, soFar);
        }
    }

    private async Task RunAsync(string key, Generation generation, Func<Action<string>, CancellationToken, Task<Composition>> make)
    {
        try
        {
            var made = await make(generation.Tell, generation.Stopped);
            Settle(key, generation, made);
            generation.End(made);
        }
        // Whoever waits gets it.
        catch (Exception error)
        {
            Settle(key, generation, null);
            generation.Fail(error);
        }
    }

    private void Settle(string key, Generation generation, Composition? made)
    {
        lock (_gate)
        {
            if (!_running.TryGetValue(key, out var running) || running != generation)
                return;
            _running.Remove(key);
            if (made is { IsComplete: true })
                Keep(new Entry(key, made.Text, 0, default));
            else if (made is { IsTransient: false })
                Keep(Failure(key));
        }
    }

    private Entry Failure(string key)
    {
        var failures = _entries.TryGetValue(key, out var before) ? before.Value.Failures + 1 : 1;
        var pause = FirstPause * Math.Pow(2, Math.Min(failures, 10) - 1);
        return new Entry(key, null, failures, time.GetUtcNow() + (pause < LongestPause ? pause : LongestPause));
    }

    private void Keep(Entry entry)
    {
        if (_entries.Remove(entry.Key, out var old))
            _byUse.Remove(old);
        _entries[entry.Key] = _byUse.AddLast(entry);
        while (_entries.Count > capacity)
        {
            _entries.Remove(_byUse.First!.Value.Key);
            _byUse.RemoveFirst();
        }
    }

    private void Leave(string key, Generation generation, IProgress<string>? soFar)
    {
        lock (_gate)
        {
            if (generation.Leave(soFar) && _running.TryGetValue(key, out var running) && running == generation)
                _running.Remove(key);
        }
        generation.StopIfAbandoned();
    }

    /// <param name="Text"><c>null</c> for a failure.</param>
    private sealed record Entry(string Key, string? Text, int Failures, DateTimeOffset NotBefore);
}
