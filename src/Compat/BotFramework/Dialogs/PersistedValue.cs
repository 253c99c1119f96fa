using System;
using System.Collections.Generic;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Reads entries of a dialog's state that may have come back from untyped JSON (JObject, long, text), and puts the typed value back in place.</summary>
internal static class PersistedValue
{
    internal static T Read<T>(IDictionary<string, object> state, string key)
        where T : class
    {
        if (!state.TryGetValue(key, out var value) || value == null)
        {
            return null;
        }

        if (value is T typed)
        {
            return typed;
        }

        if (value is JToken { Type: JTokenType.Null })
        {
            return null;
        }

        var converted = value is JToken token
            ? token.ToObject<T>()
            : throw new InvalidCastException($"The state entry '{key}' is a {value.GetType().Name}, not a {typeof(T).Name}.");
        state[key] = converted;
        return converted;
    }

    internal static IDictionary<string, object> ReadMap(IDictionary<string, object> state, string key)
    {
        if (state.TryGetValue(key, out var value) && value is JObject json)
        {
            value = json.ToObject<Dictionary<string, object>>();
            state[key] = value;
        }

        return (IDictionary<string, object>)value;
    }

    internal static int ReadInt(IDictionary<string, object> state, string key) => Convert.ToInt32(Unwrap(state[key]), CultureInfo.InvariantCulture);

    internal static DateTime ReadUtc(IDictionary<string, object> state, string key) => Unwrap(state[key]) switch
    {
        DateTime { Kind: DateTimeKind.Local } local => local.ToUniversalTime(),
        DateTime utc => utc,
        DateTimeOffset instant => instant.UtcDateTime,
        var text => DateTime.Parse((string)text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal),
    };

    internal static string ReadString(IDictionary<string, object> state, string key) =>
        state.TryGetValue(key, out var value) ? Unwrap(value) as string : null;

    private static object Unwrap(object value) => value is JValue json ? json.Value : value;
}
