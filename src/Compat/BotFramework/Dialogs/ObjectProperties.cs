using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>Reads and writes one property or element of a dictionary, a list, JSON or a plain object. Names match in any case.</summary>
internal static class ObjectProperties
{
    internal static readonly JsonSerializerSettings MappingSettings = new JsonSerializerSettings
    {
        ContractResolver = new DefaultContractResolver { NamingStrategy = new CamelCaseNamingStrategy() },
        NullValueHandling = NullValueHandling.Ignore,
    };

    internal static object Get(object obj, object segment) => segment is int index ? GetElement(obj, index) : GetProperty(obj, (string)segment);

    private static object GetElement(object obj, int index) => obj switch
    {
        JArray array => index >= 0 && index < array.Count ? array[index] : null,
        JObject json => GetProperty(json, index.ToString(CultureInfo.InvariantCulture)),
        IList list => index >= 0 && index < list.Count ? list[index] : null,
        _ => GetProperty(obj, index.ToString(CultureInfo.InvariantCulture)),
    };

    private static object GetProperty(object obj, string property)
    {
        switch (obj)
        {
            case null:
                return null;

            case IDictionary<string, object> dictionary:
                return dictionary.TryGetValue(KeyIn(dictionary.Keys, property), out var value) ? value : null;

            case JObject json:
                return json.GetValue(property, StringComparison.OrdinalIgnoreCase);

            case JValue json:
                return GetProperty(json.Value, property);

            default:
                return FindProperty(obj, property)?.GetValue(obj);
        }
    }

    internal static void Set(object obj, object segment, object value, bool json)
    {
        value = json ? Normalize(value) : value;

        switch (obj, segment)
        {
            case (JArray array, int index):
                while (array.Count <= index)
                {
                    array.Add(JValue.CreateNull());
                }

                array[index] = ToToken(value);
                break;

            case (IDictionary<string, object> dictionary, _):
                dictionary[KeyIn(dictionary.Keys, NameOf(segment))] = value;
                break;

            case (JObject target, _):
                target[KeyIn(target.Properties().Select(p => p.Name), NameOf(segment))] = ToToken(value);
                break;

            case (IList list, int index):
                list[index] = value;
                break;

            case (not null, string property):
                if (FindProperty(obj, property) is { CanWrite: true } found)
                {
                    found.SetValue(obj, value is JToken token ? token.ToObject(found.PropertyType) : value);
                }

                break;
        }
    }

    private static object Normalize(object value) => value switch
    {
        null => null,
        JToken token => token.DeepClone(),
        string or bool or byte or short or ushort or int or uint or long or ulong or float or double or decimal or DateTime or DateTimeOffset => JToken.FromObject(value),
        _ => JsonConvert.DeserializeObject(JsonConvert.SerializeObject(value, MappingSettings)),
    };

    private static JToken ToToken(object value) => value == null ? JValue.CreateNull() : JToken.FromObject(value);

    private static string NameOf(object segment) => Convert.ToString(segment, CultureInfo.InvariantCulture);

    internal static string KeyIn(IEnumerable<string> keys, string property) =>
        keys.FirstOrDefault(key => string.Equals(key, property, StringComparison.OrdinalIgnoreCase)) ?? property;

    internal static IEnumerable<PropertyInfo> PublicProperties(object obj) => obj.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public);

    private static PropertyInfo FindProperty(object obj, string name) =>
        PublicProperties(obj).FirstOrDefault(property => property.GetIndexParameters().Length == 0 && property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
