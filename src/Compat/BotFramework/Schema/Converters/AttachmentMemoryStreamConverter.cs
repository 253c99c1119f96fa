using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Schema.Converters;

/// <summary>Writes and reads the memory streams in an attachment's content, as <c>{"$type":"MemoryStream","buffer":[…]}</c>; all else stays as it is.</summary>
internal sealed class AttachmentMemoryStreamConverter : JsonConverter
{
    private const string TypeKey = "$type";
    private const string BufferKey = "buffer";

    public override bool CanConvert(Type objectType) => typeof(MemoryStream).IsAssignableFrom(objectType);

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer) => reader.TokenType switch
    {
        // The official converter gives a JSON null, not a null.
        JsonToken.Null => JValue.CreateNull(),
        JsonToken.StartObject or JsonToken.StartArray => Read(serializer.Deserialize<JContainer>(reader)),
        _ => serializer.Deserialize(reader),
    };

    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer)
    {
        if (HoldsStream(value, new HashSet<object>(ReferenceEqualityComparer.Instance)))
        {
            Write(writer, value, serializer, new HashSet<object>(ReferenceEqualityComparer.Instance));
        }
        else
        {
            JToken.FromObject(value, serializer).WriteTo(writer);
        }
    }

    private static object Read(JContainer json)
    {
        if (!json.DescendantsAndSelf().Any(IsStream))
        {
            return json;
        }

        return json switch
        {
            JObject stream when IsStream(stream) => new MemoryStream(stream[BufferKey].ToObject<List<byte>>().ToArray()),
            JObject properties => properties.Properties().ToDictionary(property => property.Name, property => ReadValue(property.Value)),
            _ => json.Select(ReadValue).ToList(),
        };
    }

    private static object ReadValue(JToken json) => json switch
    {
        JContainer container => Read(container),
        JValue { Value: not null } value => value.Value,
        _ => json,
    };

    private static bool IsStream(JToken json) =>
        json is JObject candidate && candidate[TypeKey] is JValue { Value: nameof(MemoryStream) } && candidate[BufferKey] is JArray;

    private static void Write(JsonWriter writer, object value, JsonSerializer serializer, HashSet<object> above)
    {
        if (value is MemoryStream stream)
        {
            var buffer = new JArray(stream.ToArray().Select(octet => new JValue((int)octet)));
            new JObject { [TypeKey] = nameof(MemoryStream), [BufferKey] = buffer }.WriteTo(writer);
        }
        else if (!IsBranch(value))
        {
            (value == null ? JValue.CreateNull() : JToken.FromObject(value, serializer)).WriteTo(writer);
        }
        else if (!above.Add(value))
        {
            writer.WriteNull();
        }
        else if (value is IEnumerable items and not IDictionary)
        {
            writer.WriteStartArray();
            foreach (var item in items)
            {
                Write(writer, item, serializer, above);
            }

            writer.WriteEndArray();
            above.Remove(value);
        }
        else
        {
            writer.WriteStartObject();
            foreach (var (name, member) in Members(value))
            {
                writer.WritePropertyName(name);
                Write(writer, member, serializer, above);
            }

            writer.WriteEndObject();
            above.Remove(value);
        }
    }

    private static bool HoldsStream(object value, HashSet<object> seen) => value is MemoryStream || (IsBranch(value) && seen.Add(value) && value switch
    {
        IEnumerable items and not IDictionary => items.Cast<object>().Any(item => HoldsStream(item, seen)),
        _ => Members(value).Any(member => HoldsStream(member.Value, seen)),
    });

    // JSON holds no streams, and neither do types and delegates, which lead everywhere.
    private static bool IsBranch(object value) => value is not (null or string or JToken or MemberInfo or Delegate) && !value.GetType().IsValueType;

    private static IEnumerable<(string Name, object Value)> Members(object value) => value is IDictionary dictionary
        ? dictionary.Cast<DictionaryEntry>().Select(entry => (entry.Key.ToString(), entry.Value))
        : value.GetType().GetProperties()
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
            .Select(property => (property.Name, Get(property, value)));

    private static object Get(PropertyInfo property, object owner)
    {
        try
        {
            return property.GetValue(owner);
        }
        catch (TargetInvocationException)
        {
            // What cannot be had now is no stream to be sent either.
            return null;
        }
    }
}
