using System;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.Bot.Schema.Converters;

/// <summary>Reads a meeting's surface as the type that its <c>surface</c> names. Stands for <c>Microsoft.Bot.Schema.Converters.SurfaceConverter</c>.</summary>
public class SurfaceConverter : JsonConverter
{
    public override bool CanRead => true;

    public override bool CanWrite => false;

    public override bool CanConvert(Type objectType) => objectType == typeof(Surface);

    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer)
    {
        var json = JObject.Load(reader);
        var surfaceType = json.GetValue("surface", StringComparison.OrdinalIgnoreCase)?.ToObject<SurfaceType>();
        Surface surface = surfaceType switch
        {
            SurfaceType.MeetingStage => CreateMeetingStageSurface(json.GetValue("contentType", StringComparison.OrdinalIgnoreCase)?.ToObject<ContentType>()),
            SurfaceType.MeetingTabIcon => new MeetingTabIconSurface(),
            _ => throw new ArgumentException($"Invalid surface type: {surfaceType}"),
        };
        serializer.Populate(json.CreateReader(), surface);
        return surface;
    }

    public override void WriteJson(JsonWriter writer, object value, JsonSerializer serializer) => throw new NotSupportedException();

    private static MeetingStageSurface<TaskModuleContinueResponse> CreateMeetingStageSurface(ContentType? contentType) => contentType switch
    {
        ContentType.Task => new MeetingStageSurface<TaskModuleContinueResponse>(),
        _ => throw new ArgumentException($"Invalid content type: {contentType}"),
    };
}
