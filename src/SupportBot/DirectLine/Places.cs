namespace SupportBot.DirectLine;

/// <summary>How much may go on at the same time, in all and for each key. Callers may be concurrent.</summary>
internal sealed class Places(int inAll, int perKey)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private int _takenInAll;

    /// <returns>A place to be disposed, or <c>null</c> when none is free.</returns>
    public IDisposable? Take(string key)
    {
        lock (_lock)
        {
            var taken = _taken.GetValueOrDefault(key);
            if (_takenInAll >= inAll || taken >= perKey)
                return null;
            _takenInAll++;
            _taken[key] = taken + 1;
            return new Place(this, key);
        }
    }

    private void Free(string key)
    {
        lock (_lock)
        {
            _takenInAll--;
            if (--_taken[key] == 0)
                _taken.Remove(key);
        }
    }

    private sealed class Place(Places places, string key) : IDisposable
    {
        private int _isFree;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isFree, 1) == 0)
                places.Free(key);
        }
    }
}
