using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Reads entries of a dialog's state that may have come back from untyped JSON (JObject, long), and puts the typed value back in place.</summary>
internal static class PersistedValue
{
    internal static T Read<T>(IDictionary<string, object> state, string key)
        where T : class
    {
        switch (state.TryGetValue(key, out var value) ? value : null)
        {
            case null or JToken { Type: JTokenType.Null }:
                return null;
            case T typed:
                return typed;
            case JToken json:
                var converted = json.ToObject<T>();
                state[key] = converted;
                return converted;
            default:
                throw new InvalidCastException($"The state entry '{key}' is a {value.GetType().Name}, not a {typeof(T).Name}.");
        }
    }

    internal static IDictionary<string, object> ReadMap(IDictionary<string, object> state, string key) =>
        state.TryGetValue(key, out var value) && value is IDictionary<string, object> map ? map : Read<Dictionary<string, object>>(state, key);

    internal static int ReadInt(IDictionary<string, object> state, string key) =>
        Convert.ToInt32(state[key] is JValue json ? json.Value : state[key], CultureInfo.InvariantCulture);
}
