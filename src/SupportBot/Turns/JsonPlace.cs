using System.Buffers;
using System.Text.Json;
using Newtonsoft.Json;

namespace SupportBot.Turns;

/// <summary>Works on an activity's JSON as it is stored, without reading it: puts in what is known only inside the
/// transaction that stores it.</summary>
internal static class JsonPlace
{
    /// <summary>The form of every timestamp: UTC to the millisecond, which is what clients order by.</summary>
    public static string Timestamp(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Whether a text is one JSON object and nothing else.</summary>
    public static bool IsObject(string json)
    {
        var length = Encoding.UTF8.GetMaxByteCount(json.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(0, Encoding.UTF8.GetBytes(json, buffer)));
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            reader.Skip();
            return !reader.Read();
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <param name="json">An object that has some properties, but neither <c>id</c> nor <c>timestamp</c>.</param>
    public static string Into(string json, string id, string timestamp) =>
        $"{{\"id\":{JsonConvert.ToString(id)},\"timestamp\":{JsonConvert.ToString(timestamp)},{json.AsSpan(1)}";
}
