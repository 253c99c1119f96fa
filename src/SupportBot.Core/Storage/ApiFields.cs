using System.Text.Json;

namespace SupportBot.Core.Storage;

/// <summary>Fields of a JSON object whose types differ from shop to shop. What can't be read is <c>null</c>, never an error.</summary>
internal static class ApiFields
{
    /// <summary>A text or number as text.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => Columns.TextOf(value.GetString()!),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };

    public static decimal? Number(this JsonElement element, string name) =>
        decimal.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <returns>The objects of an array; <c>null</c> where there is no such array.</returns>
    public static IReadOnlyList<JsonElement>? List(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : null;
}
