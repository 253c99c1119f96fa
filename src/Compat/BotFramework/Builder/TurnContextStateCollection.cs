using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Bot.Connector;

namespace Microsoft.Bot.Builder;

/// <summary>Values that live as long as a turn, by name or by type. Stands for <c>Microsoft.Bot.Builder.TurnContextStateCollection</c>.</summary>
public class TurnContextStateCollection : Dictionary<string, object>, IDisposable
{
    private bool _disposed;

    public TurnContextStateCollection()
    {
    }

    public T Get<T>(string key)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(key);
        return TryGetValue(key, out var value) ? value as T : null;
    }

    public T Get<T>()
        where T : class => Get<T>(typeof(T).FullName);

    public void Add<T>(string key, T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        base.Add(key, value);
    }

    public void Add<T>(T value)
        where T : class => Add(typeof(T).FullName, value);

    public void Set<T>(string key, T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(key);
        this[key] = value;
    }

    public void Set<T>(T value)
        where T : class => Set(typeof(T).FullName, value);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_disposed)
        {
            return;
        }

        if (disposing)
        {
            // A connector client belongs to whoever made it and may serve other turns.
            foreach (var value in Values.OfType<IDisposable>().Where(value => value is not IConnectorClient))
            {
                value.Dispose();
            }
        }

        _disposed = true;
    }
}
