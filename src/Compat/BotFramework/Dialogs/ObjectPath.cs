using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Reads and writes properties by path, over dictionaries, JSON and plain objects. Stands for <c>Microsoft.Bot.Builder.Dialogs.ObjectPath</c>.</summary>
public static class ObjectPath
{
    private static readonly JsonSerializerSettings CloneSettings = new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.All };

    public static bool HasValue(object obj, string path) => TryGetPathValue<object>(obj, path, out _);

    public static T GetPathValue<T>(object obj, string path) =>
        TryGetPathValue<T>(obj, path, out var value) ? value : throw new KeyNotFoundException(path);

    public static T GetPathValue<T>(object obj, string path, T defaultValue) =>
        TryGetPathValue<T>(obj, path, out var value) ? value : defaultValue;

    public static bool TryGetPathValue<T>(object obj, string path, out T value)
    {
        value = default;

        if (obj == null || path == null)
        {
            return false;
        }

        if (path.Length == 0)
        {
            value = MapValueTo<T>(obj);
            return true;
        }

        if (!TryResolvePath(obj, path, out var segments) || !TryFollow(obj, segments, out var result))
        {
            return false;
        }

        result = EvaluateIfExpression(result, obj);

        try
        {
            value = MapValueTo<T>(result);
            return true;
        }
        catch (Exception)
        {
            // Converters of the caller's types may throw anything; a value of another kind counts as none.
            return false;
        }
    }

    public static void SetPathValue(object obj, string path, object value, bool json = true)
    {
        if (!TryResolvePath(obj, path, out var segments))
        {
            return;
        }

        var current = obj;
        for (var i = 0; i < segments.Count - 1; i++)
        {
            var next = ObjectProperties.Get(current, segments[i]);
            if (next is null or JValue { Value: null })
            {
                // What is missing becomes an object or an array, as the following segment needs it.
                ObjectProperties.Set(current, segments[i], segments[i + 1] is int ? new JArray() : new JObject(), json: true);
                next = ObjectProperties.Get(current, segments[i]);
            }

            current = next;
        }

        ObjectProperties.Set(current, segments[^1], value, json);
    }

    public static void RemovePathValue(object obj, string path)
    {
        if (!TryResolvePath(obj, path, out var segments) || !TryFollow(obj, segments.Take(segments.Count - 1), out var parent))
        {
            return;
        }

        switch (segments[^1], parent)
        {
            case (string property, IDictionary<string, object> dictionary):
                dictionary.Remove(ObjectProperties.KeyIn(dictionary.Keys, property));
                break;

            case (string property, JObject json):
                json.Remove(ObjectProperties.KeyIn(json.Properties().Select(p => p.Name), property));
                break;

            case (int index, not null):
                ObjectProperties.Set(parent, index, null, json: true);
                break;
        }
    }

    public static void ForEachProperty(object obj, Action<string, object> action)
    {
        if (obj is IDictionary<string, object> dictionary)
        {
            foreach (var entry in dictionary)
            {
                action(entry.Key, entry.Value);
            }
        }
        else if (obj is JObject json)
        {
            foreach (var property in json.Properties())
            {
                action(property.Name, property.Value);
            }
        }
    }

    public static IEnumerable<string> GetProperties(object obj) => obj switch
    {
        null => [],
        IDictionary<string, object> dictionary => dictionary.Keys.ToList(),
        JObject json => json.Properties().Select(property => property.Name),
        _ => ObjectProperties.PublicProperties(obj).Select(property => property.Name),
    };

    public static bool ContainsProperty(object obj, string name) => obj switch
    {
        null => false,
        IDictionary<string, object> dictionary => dictionary.ContainsKey(name),
        JObject json => json.ContainsKey(name),
        _ => ObjectProperties.PublicProperties(obj).Any(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)),
    };

    public static T Clone<T>(T obj) => JsonConvert.DeserializeObject<T>(JsonConvert.SerializeObject(obj, CloneSettings), CloneSettings);

    public static T Merge<T>(T startObject, T overlayObject)
        where T : class => Assign<T>(startObject, overlayObject);

    public static T Assign<T>(object startObject, object overlayObject)
        where T : class => (T)Assign(startObject, overlayObject, typeof(T));

    public static object Assign(object startObject, object overlayObject, Type type)
    {
        if (startObject != null && overlayObject != null)
        {
            var merged = startObject is JObject start ? (JObject)start.DeepClone() : JObject.FromObject(startObject);
            var overlay = overlayObject as JObject ?? JObject.FromObject(overlayObject);

            merged.Merge(overlay, new JsonMergeSettings
            {
                MergeArrayHandling = MergeArrayHandling.Replace,
                MergeNullValueHandling = MergeNullValueHandling.Ignore,
            });

            return merged.ToObject(type);
        }

        var single = startObject ?? overlayObject;
        return single switch
        {
            null => Activator.CreateInstance(type),
            JObject json => json.ToObject(type),
            _ => single,
        };
    }

    public static T MapValueTo<T>(object val)
    {
        if (val is JValue json)
        {
            return json.ToObject<T>();
        }

        if (typeof(T) == typeof(object))
        {
            return (T)val;
        }

        if (val is JToken token)
        {
            return token.ToObject<T>();
        }

        if (typeof(T) == typeof(JObject))
        {
            return (T)(object)JObject.FromObject(val);
        }

        if (typeof(T) == typeof(JArray))
        {
            return (T)(object)JArray.FromObject(val);
        }

        if (typeof(T) == typeof(JValue))
        {
            return (T)(object)new JValue(val);
        }

        return val is T typed ? typed : JsonConvert.DeserializeObject<T>(JsonConvert.SerializeObject(val, ObjectProperties.MappingSettings));
    }

    public static bool TryResolvePath(object obj, string propertyPath, out List<object> segments, bool eval = false)
    {
        segments = new List<object>();

        var first = propertyPath.Length > 0 ? propertyPath[0] : ' ';
        if (first is '\'' or '"')
        {
            if (!propertyPath.EndsWith(first))
            {
                return false;
            }

            segments.Add(propertyPath.Substring(1, propertyPath.Length - 2));
            return true;
        }

        if (int.TryParse(propertyPath, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number))
        {
            segments.Add(number);
            return true;
        }

        if (!TrySplit(obj, propertyPath, segments))
        {
            return false;
        }

        if (eval)
        {
            if (!TryFollow(obj, segments, out var result))
            {
                return false;
            }

            segments.Clear();
            segments.Add(MapValueTo<string>(result));
        }

        return true;
    }

    private static bool TrySplit(object obj, string path, List<object> segments)
    {
        var start = 0;
        for (var i = 0; i <= path.Length; i++)
        {
            if (i < path.Length && path[i] is not ('.' or '['))
            {
                continue;
            }

            if (i > start)
            {
                segments.Add(path.Substring(start, i - start));
            }

            if (i < path.Length && path[i] == '[')
            {
                var close = ClosingBracket(path, i);
                if (close < 0 || !TryResolvePath(obj, path.Substring(i + 1, close - i - 1), out var indexer, eval: true) || indexer.Count != 1)
                {
                    return false;
                }

                var key = MapValueTo<string>(indexer[0] is int literal ? literal.ToString(CultureInfo.InvariantCulture) : indexer[0]);
                segments.Add(int.TryParse(key, NumberStyles.Integer, CultureInfo.InvariantCulture, out var index) ? index : key);
                i = close;
            }

            start = i + 1;
        }

        return true;
    }

    private static int ClosingBracket(string path, int open)
    {
        var nesting = 0;
        for (var i = open; i < path.Length; i++)
        {
            nesting += path[i] switch { '[' => 1, ']' => -1, _ => 0 };
            if (nesting == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool TryFollow(object obj, IEnumerable<object> segments, out object result)
    {
        result = obj;
        foreach (var segment in segments)
        {
            result = ObjectProperties.Get(result, segment);
            if (result is null or JValue { Value: null })
            {
                return false;
            }
        }

        return result != null;
    }

    // Expression properties of adaptive dialogs are known by their shape alone, so that this package needn't know theirs.
    private static object EvaluateIfExpression(object value, object memory) =>
        value.GetType().GetProperty("ExpressionText") != null && value.GetType().GetMethod("GetValue", [typeof(object)]) is { } evaluate
            ? evaluate.Invoke(value, [memory])
            : value;
}
