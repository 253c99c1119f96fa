using Microsoft.Extensions.Caching.Memory;

namespace SupportBot.Turns;

/// <summary>One object for each name, while the name is in use; of more names than are kept, some get a new one each time.
/// Callers may be concurrent.</summary>
internal sealed class Recent<T>(int capacity) : IDisposable
    where T : class
{
    private static readonly TimeSpan Unused = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = capacity });

    public int Count => _kept.Count;

    public T Get(string name, Func<T> make)
    {
        if (_kept.TryGetValue(name, out T? kept))
            return kept!;
        lock (_lock)
            return _kept.TryGetValue(name, out kept) ? kept! : _kept.Set(name, make(), new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Unused });
    }

    public void Dispose() => _kept.Dispose();
}
