using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace SupportBot.Channels;

/// <summary>Activities as JSON, the way the Bot Framework writes them: Newtonsoft, nulls left out, unknown properties kept.</summary>
internal static class ActivityJson
{
    /// <summary>How deep JSON from outside may nest.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonSerializerSettings Settings = new()
    {
        NullValueHandling = NullValueHandling.Ignore,
        DateFormatHandling = DateFormatHandling.IsoDateFormat,
        DateTimeZoneHandling = DateTimeZoneHandling.Utc,
        ReferenceLoopHandling = ReferenceLoopHandling.Serialize,
        MaxDepth = MaxDepth,
    };

    public static string Write(object value) => JsonConvert.SerializeObject(value, Settings);

    /// <exception cref="JsonException">Not JSON, not an object, or nested too deep.</exception>
    public static Activity Read(string json) =>
        JsonConvert.DeserializeObject<Activity>(json, Settings) ?? throw new JsonSerializationException("The body is empty; it must be one activity.");
}
