namespace SupportBot.Turns;

/// <summary>How many bytes of bodies may be in memory at once, whoever sends them, and how many bodies are read. Callers may be concurrent.</summary>
internal sealed class RequestMemory(long maxBytes) : IDisposable
{
    /// <summary>Bodies that are read side by side. Read, one may take twelve times its size.</summary>
    public const int MaxReadAtOnce = 8;

    private readonly SemaphoreSlim _readers = new(MaxReadAtOnce);

    /// <summary>64 bodies of the greatest size, some ten thousand usual ones.</summary>
    public const long MaxBytes = 64L * RequestBody.MaxBytes;

    private long _taken;

    /// <summary>Begins with no bytes; disposing it gives back what it has taken.</summary>
    public Share Enter() => new(this);

    /// <returns>Whether there was a place to read a body within that time; then <see cref="EndReading"/> gives it back.</returns>
    public Task<bool> BeginReadingAsync(TimeSpan maxWait, CancellationToken ct) => _readers.WaitAsync(maxWait, ct);

    public void EndReading() => _readers.Release();

    public void Dispose() => _readers.Dispose();

    internal sealed class Share(RequestMemory room) : IDisposable
    {
        private long _taken;

        /// <exception cref="NoRoomException">There is no room for so much more.</exception>
        public void Take(int bytes)
        {
            _taken += bytes;
            if (Interlocked.Add(ref room._taken, bytes) > room.MaxInAll)
                throw new NoRoomException();
        }

        public void Dispose() => Interlocked.Add(ref room._taken, -Interlocked.Exchange(ref _taken, 0));
    }

    private long MaxInAll => maxBytes;
}

/// <summary>More bodies come in at once than there is room for.</summary>
internal sealed class NoRoomException : Exception;
