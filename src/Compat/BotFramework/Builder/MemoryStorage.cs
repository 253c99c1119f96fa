using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder;

/// <summary>Keeps objects in memory as JSON with their types. Stands for <c>Microsoft.Bot.Builder.MemoryStorage</c>.</summary>
public class MemoryStorage : IStorage
{
    private const string ETagName = "ETag";
    private const string AnyVersion = "*";

    private static readonly JsonSerializer _typed = new()
    {
        TypeNameHandling = TypeNameHandling.All,
        ReferenceLoopHandling = ReferenceLoopHandling.Error,
        MaxDepth = null,
    };

    private readonly JsonSerializer _serializer;
    private readonly Dictionary<string, JObject> _memory;
    private readonly Lock _gate = new();
    private int _lastETag;

    public MemoryStorage(JsonSerializer jsonSerializer, Dictionary<string, JObject> dictionary = null)
    {
        _serializer = jsonSerializer ?? throw new ArgumentNullException(nameof(jsonSerializer));
        _memory = dictionary ?? new Dictionary<string, JObject>();
    }

    public MemoryStorage(Dictionary<string, JObject> dictionary = null)
        : this(_typed, dictionary)
    {
    }

    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        lock (_gate)
        {
            foreach (var key in keys)
            {
                _memory.Remove(key);
            }
        }

        return Task.CompletedTask;
    }

    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new Dictionary<string, object>(keys.Length);
        lock (_gate)
        {
            foreach (var key in keys)
            {
                if (_memory.TryGetValue(key, out var state) && state is not null)
                {
                    found.Add(key, state.ToObject<object>(_serializer));
                }
            }
        }

        return Task.FromResult<IDictionary<string, object>>(found);
    }

    public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        lock (_gate)
        {
            foreach (var (key, value) in changes)
            {
                var stored = _memory.TryGetValue(key, out var old) ? old?[ETagName]?.Value<string>() : null;
                var state = value is null ? null : JObject.FromObject(value, _serializer);
                if (value is IStoreItem item)
                {
                    SetETag(state, stored, item.ETag);
                }
                else if (value is JObject json && json.ContainsKey(ETagName))
                {
                    SetETag(state, stored, json.Value<string>(ETagName));
                }

                _memory[key] = state;
            }
        }

        return Task.CompletedTask;
    }

    private void SetETag(JObject state, string stored, string given)
    {
        if (stored is not null && given != AnyVersion && given != stored)
        {
            throw new ArgumentException($"Etag conflict.\r\n\r\nOriginal: {given}\r\nCurrent: {stored}");
        }

        state[ETagName] = (_lastETag++).ToString(CultureInfo.InvariantCulture);
    }
}
