using Microsoft.Rest.Serialization;
using Newtonsoft.Json;

namespace Microsoft.Bot.Builder.Integration;

/// <summary>How activities are written on the wire. Stands for <c>Microsoft.Bot.Builder.Integration.MessageSerializerSettings</c>.</summary>
public static class MessageSerializerSettings
{
    public static JsonSerializerSettings Create() => new JsonSerializerSettings
    {
        Formatting = Formatting.Indented,
        DateFormatHandling = DateFormatHandling.IsoDateFormat,
        DateTimeZoneHandling = DateTimeZoneHandling.Utc,
        NullValueHandling = NullValueHandling.Ignore,
        ReferenceLoopHandling = ReferenceLoopHandling.Serialize,
        ContractResolver = new ReadOnlyJsonContractResolver(),
        Converters = [new Iso8601TimeSpanConverter()],
    };
}
