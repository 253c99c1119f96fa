namespace SupportBot.Hosting;

/// <summary>How much may go on at the same time, in all and for each key. Callers may be concurrent.</summary>
internal sealed class Places(int inAll, int perKey)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private int _takenInAll;

    /// <param name="count">How many to take together.</param>
    /// <returns>Places to be disposed, or <c>null</c> when not as many are free.</returns>
    public IDisposable? Take(string key, int count = 1)
    {
        lock (_lock)
        {
            var taken = _taken.GetValueOrDefault(key);
            if (_takenInAll > inAll - count || taken > perKey - count)
                return null;
            _takenInAll += count;
            _taken[key] = taken + count;
            return new Place(this, key, count);
        }
    }

    private void Free(string key, int count)
    {
        lock (_lock)
        {
            _takenInAll -= count;
            var taken = _taken.GetValueOrDefault(key) - count;
            if (taken == 0)
                _taken.Remove(key);
            else
                _taken[key] = taken;
        }
    }

    private sealed class Place(Places places, string key, int count) : IDisposable
    {
        private int _isFree;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isFree, 1) == 0)
                places.Free(key, count);
        }
    }
}
