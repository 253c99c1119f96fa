namespace SupportBot.DirectLine;

/// <summary>How many of something may be open at once for each key. Keys with nothing open are forgotten. Callers may be
/// concurrent.</summary>
internal sealed class OpenLimit(int most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <returns>Dispose it when that is closed; <c>null</c> when as many are open as may be.</returns>
    public IDisposable? Enter(string key)
    {
        lock (_lock)
        {
            var open = _open.GetValueOrDefault(key);
            if (open >= most)
                return null;
            _open[key] = open + 1;
        }

        return new Place(this, key);
    }

    private void Leave(string key)
    {
        lock (_lock)
        {
            if (_open[key] == 1)
                _open.Remove(key);
            else
                _open[key]--;
        }
    }

    private sealed class Place(OpenLimit limit, string key) : IDisposable
    {
        private int _isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLeft, 1) == 0)
                limit.Leave(key);
        }
    }
}
