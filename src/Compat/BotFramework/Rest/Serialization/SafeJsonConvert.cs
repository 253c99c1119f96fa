using System.Globalization;
using System.IO;
using Newtonsoft.Json;

namespace Microsoft.Rest.Serialization;

/// <summary>Writes and reads JSON untouched by the process-wide default settings. Stands for <c>Microsoft.Rest.Serialization.SafeJsonConvert</c>.</summary>
public static class SafeJsonConvert
{
    public static T DeserializeObject<T>(string json, params JsonConverter[] converters) => DeserializeObject<T>(json, SettingsWith(converters));

    public static T DeserializeObject<T>(string json, JsonSerializerSettings settings)
    {
        if (json == null)
        {
            return default;
        }

        using var reader = new JsonTextReader(new StringReader(json));
        return JsonSerializer.Create(settings).Deserialize<T>(reader);
    }

    public static string SerializeObject(object obj, params JsonConverter[] converters) => SerializeObject(obj, SettingsWith(converters));

    public static string SerializeObject(object obj, JsonSerializerSettings settings)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new JsonTextWriter(text) { Formatting = settings?.Formatting ?? Formatting.None })
        {
            JsonSerializer.Create(settings).Serialize(writer, obj);
        }

        return text.ToString();
    }

    private static JsonSerializerSettings SettingsWith(JsonConverter[] converters) =>
        converters is { Length: > 0 } ? new JsonSerializerSettings { Converters = converters } : null;
}
