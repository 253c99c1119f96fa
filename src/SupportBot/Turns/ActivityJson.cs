using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SupportBot.Turns;

/// <summary>Activities as JSON, the way the Bot Framework writes them: Newtonsoft, nulls left out, unknown properties kept. Nothing
/// in the JSON chooses types or refers to other parts of it.</summary>
internal static class ActivityJson
{
    /// <summary>How long a written activity may be, in UTF-16 units. One from outside has a quarter; only numbers grow.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    /// <summary>How deep a written activity may nest: one from outside with what the bot writes around it.</summary>
    public const int MaxDepth = UntrustedJson.MaxDepth + 16;

    /// <summary>By these, serializers and the SDK's own converters make other types of data, or other objects.</summary>
    private static readonly HashSet<string> Metadata = ["$id", "$ref", "$type", "$value", "$values", "__type"];

    private static readonly JsonSerializerSettings Settings = new()
    {
        ContractResolver = new ActivityContracts(),
        NullValueHandling = NullValueHandling.Ignore,
        DateFormatHandling = DateFormatHandling.IsoDateFormat,
        DateTimeZoneHandling = DateTimeZoneHandling.Utc,
        DateParseHandling = DateParseHandling.None,
        MetadataPropertyHandling = MetadataPropertyHandling.Ignore,
        ReferenceLoopHandling = ReferenceLoopHandling.Error,
        EqualityComparer = ReferenceEqualityComparer.Instance,
        // Whatever is read here was bounded by whoever parsed it.
        MaxDepth = null,
    };

    /// <exception cref="JsonException">Nested too deep, too long, in a circle, or else not fit for JSON.</exception>
    public static string Write(object value)
    {
        using var text = new BoundedText(MaxLength);
        using var writer = new BoundedJsonWriter(text, MaxDepth);
        return Guarded(() =>
        {
            JsonSerializer.Create(Settings).Serialize(writer, value);
            return text.ToString();
        });
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It can't be read.</exception>
    public static Activity Read(string json) => Read(Parse(json));

    /// <summary>Makes an activity of an object from <see cref="UntrustedJson"/>, within <see cref="ActivityLimits"/>.</summary>
    /// <exception cref="JsonException">A property has a form that no activity has, or an id is too long.</exception>
    public static Activity Read(JObject json) => Guarded(() =>
    {
        var activity = Deserialize<Activity>(json);
        ActivityLimits.Fit(activity);
        return activity;
    });

    /// <summary>Microsoft's dialogs (<c>BotDialogs=official</c>) copy each activity by Newtonsoft's own rules, to which any text may
    /// be a date, or a wrong one. Ours don't, but what is taken mustn't depend on which ones are built in.</summary>
    /// <exception cref="JsonException">The SDK can't copy it.</exception>
    public static void RequireFitForSdk(string json)
    {
        // Only this form of a date can be a wrong one; all else the SDK reads as we do.
        if (json.Contains("/Date(", StringComparison.Ordinal))
            Guarded(() => JsonConvert.DeserializeObject<Activity>(json, new JsonSerializerSettings { MaxDepth = MaxDepth }));
    }

    /// <summary>Reads how a customer is reached, as it is kept with a handoff.</summary>
    /// <exception cref="JsonException">It can't be read.</exception>
    public static ConversationReference ReadReference(string json) => Guarded(() => Deserialize<ConversationReference>(Parse(json)));

    /// <summary>What is left of an activity that can't be read: the properties that can.</summary>
    public static Activity ReadRest(string json)
    {
        try
        {
            return Read(new JObject(Parse(json).Properties().Where(IsReadable)));
        }
        catch (JsonException)
        {
            return new Activity();
        }
    }

    private static T Deserialize<T>(JObject json)
    {
        using var reader = new JTokenReader(Plain(json));
        return JsonSerializer.Create(Settings).Deserialize<T>(reader)!;
    }

    private static bool IsReadable(JProperty property)
    {
        try
        {
            Read(new JObject(property));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JObject Parse(string json) => Guarded(() =>
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None, MaxDepth = MaxDepth };
        return JObject.Load(reader);
    });

    /// <summary>Leaves out metadata, and NUL, which cuts a text short in the database.</summary>
    private static JObject Plain(JObject json)
    {
        if (!json.Descendants().Any(IsUnfit))
            return json;
        var plain = (JObject)Copy(json);
        // The words stay as they came: they are stored inside JSON, and elsewhere as a description.
        if (json["text"] is JValue words)
            plain["text"] = words;
        return plain;
    }

    private static bool IsUnfit(JToken token) => token switch
    {
        JProperty property => Metadata.Contains(property.Name),
        JValue { Value: string text } => text.Contains('\0', StringComparison.Ordinal),
        _ => false,
    };

    private static JToken Copy(JToken token) => token switch
    {
        JObject json => new JObject(
            json.Properties().Where(property => !Metadata.Contains(property.Name)).Select(property => new JProperty(property.Name, Copy(property.Value)))),
        JArray list => new JArray(list.Select(Copy)),
        JValue { Value: string text } => new JValue(text.Replace("\0", "", StringComparison.Ordinal)),
        _ => token,
    };

    /// <summary>Converters throw whatever they like at values that don't fit.</summary>
    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is not (JsonException or OutOfMemoryException))
        {
            throw new JsonSerializationException(error.Message, error);
        }
    }
}
