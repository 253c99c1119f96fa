using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Microsoft.Bot.Builder.Dialogs.Memory.Scopes;

/// <summary>Shows the properties of an object, and of what they lead to, as dictionaries that can't be written to.</summary>
internal sealed class ReadOnlyObject : IDictionary<string, object>
{
    private readonly object _target;

    internal ReadOnlyObject(object target)
    {
        _target = target;
    }

    public ICollection<string> Keys => ObjectPath.GetProperties(_target).ToList();

    public ICollection<object> Values => Keys.Select(key => this[key]).ToList();

    public int Count => Keys.Count;

    public bool IsReadOnly => true;

    public object this[string key]
    {
        get => TryGetValue(key, out var value) ? value : null;
        set => throw ReadOnly();
    }

    public bool TryGetValue(string key, out object value)
    {
        if (!ObjectPath.TryGetPathValue(_target, key, out value))
        {
            return false;
        }

        value = IsPlain(value) ? value : new ReadOnlyObject(value);
        return true;
    }

    public bool ContainsKey(string key) => Keys.Contains(key, StringComparer.OrdinalIgnoreCase);

    public bool Contains(KeyValuePair<string, object> item) => TryGetValue(item.Key, out var value) && Equals(value, item.Value);

    public void CopyTo(KeyValuePair<string, object>[] array, int arrayIndex)
    {
        foreach (var entry in this)
        {
            array[arrayIndex++] = entry;
        }
    }

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => Keys.Select(key => new KeyValuePair<string, object>(key, this[key])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Add(string key, object value) => throw ReadOnly();

    public void Add(KeyValuePair<string, object> item) => throw ReadOnly();

    public bool Remove(string key) => throw ReadOnly();

    public bool Remove(KeyValuePair<string, object> item) => throw ReadOnly();

    public void Clear() => throw ReadOnly();

    public override bool Equals(object obj) => obj is ReadOnlyObject other && _target.Equals(other._target);

    public override int GetHashCode() => _target.GetHashCode();

    private static bool IsPlain(object value)
    {
        var type = value.GetType();
        return type.IsValueType || value is string || value is IEnumerable;
    }

    private static NotSupportedException ReadOnly() => new NotSupportedException("This object is readonly.");
}
