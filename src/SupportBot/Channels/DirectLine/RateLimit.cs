namespace SupportBot.Channels.DirectLine;

/// <summary>How often something may happen for each key: <paramref name="most"/> times at once, and as often in each
/// <paramref name="period"/> in the long run. Not a limiter of System.Threading.RateLimiting, because those bring a clock of
/// their own.</summary>
internal sealed class RateLimit(int most, TimeSpan period, TimeProvider time)
{
    /// <summary>Whoever has more addresses than this isn't held up by a limit for each. Those beyond aren't counted, so that they
    /// fill no memory and keep nobody else out.</summary>
    public const int MaxKeys = 50_000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, TimeSpan> _emptyAt = new(StringComparer.Ordinal);
    private readonly TimeSpan _each = period / most;
    private readonly long _began = time.GetTimestamp();
    private TimeSpan _tidiedAt;

    public RateLimit(int perMinute, TimeProvider time)
        : this(perMinute, Minute, time)
    {
    }

    /// <summary>Counts one more, unless it is too many.</summary>
    /// <param name="cost">How many it counts for; no more than may happen at once are counted.</param>
    /// <returns><c>null</c> when it may happen, else how long to wait for that.</returns>
    public TimeSpan? Take(string key, int cost = 1)
    {
        var now = time.GetElapsedTime(_began);
        lock (_lock)
        {
            Tidy(now);
            // A bucket that leaks one piece at a time is told by the moment when it will be empty.
            var emptyAt = _emptyAt.GetValueOrDefault(key);
            emptyAt = (emptyAt > now ? emptyAt : now) + (_each * Math.Min(cost, most));
            if (emptyAt - now > period)
                return emptyAt - now - period;
            if (_emptyAt.Count < MaxKeys || _emptyAt.ContainsKey(key))
                _emptyAt[key] = emptyAt;
            return null;
        }
    }

    private void Tidy(TimeSpan now)
    {
        if (now - _tidiedAt < (_emptyAt.Count < MaxKeys ? Minute : Second))
            return;
        _tidiedAt = now;
        foreach (var (key, _) in _emptyAt.Where(bucket => bucket.Value <= now))
            _emptyAt.Remove(key);
    }
}
