namespace SupportBot.Core.Orders;

/// <summary>Parcels as WooCommerce's tracking plugins keep them: a PHP array of arrays, serialised
/// (https://www.php.net/manual/en/function.serialize.php). Reads arrays, texts and numbers and nothing else; no object is ever made.</summary>
internal static class PhpTracking
{
    private const int MaxDepth = 8;

    /// <returns>The parcels; none when the text can't be read to its end.</returns>
    public static IReadOnlyList<(string? Carrier, string? Number, string? Url, DateOnly? Shipped)> Read(string? text)
    {
        if (text is null)
            return [];
        // Lengths count bytes.
        var bytes = Encoding.UTF8.GetBytes(text);
        var at = 0;
        return Value(bytes, ref at, 0) is List<KeyValuePair<string, object?>> parcels && at == bytes.Length
            ? [.. parcels.Select(parcel => parcel.Value).OfType<List<KeyValuePair<string, object?>>>().Select(Parcel)] : [];
    }

    private static (string?, string?, string?, DateOnly?) Parcel(List<KeyValuePair<string, object?>> fields)
    {
        string? Field(string name) => fields.FirstOrDefault(field => field.Key == name).Value as string is { } value && value.Trim().Length > 0 ? value.Trim() : null;
        var shipped = long.TryParse(Field("date_shipped"), CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 253402300800
            ? DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime) : (DateOnly?)null;
        return (Field("custom_tracking_provider") ?? Field("tracking_provider"), Field("tracking_number"), Field("custom_tracking_link"), shipped);
    }

    /// <returns>Text for texts and numbers, pairs for arrays; <c>null</c> for what can't be read, and then <paramref name="at"/> stays before the end.</returns>
    private static object? Value(ReadOnlySpan<byte> bytes, ref int at, int depth)
    {
        if (depth > MaxDepth || at + 1 >= bytes.Length)
            return null;
        var kind = (char)bytes[at];
        at += 2;
        switch (kind)
        {
            case 'N':
                return null;
            case 'i' or 'd' or 'b':
                return Until(bytes, ref at, (byte)';');
            case 's':
                if (!int.TryParse(Until(bytes, ref at, (byte)':'), CultureInfo.InvariantCulture, out var length) || length < 0 || at + length + 3 > bytes.Length)
                    return Stop(ref at);
                var text = Encoding.UTF8.GetString(bytes.Slice(at + 1, length));
                at += length + 3;
                return text;
            case 'a':
                return Pairs(bytes, ref at, depth);
            default:
                return Stop(ref at);
        }
    }

    private static List<KeyValuePair<string, object?>>? Pairs(ReadOnlySpan<byte> bytes, ref int at, int depth)
    {
        if (!int.TryParse(Until(bytes, ref at, (byte)':'), CultureInfo.InvariantCulture, out var count) || count < 0 || count > bytes.Length)
            return (List<KeyValuePair<string, object?>>?)Stop(ref at);
        at++;
        var pairs = new List<KeyValuePair<string, object?>>();
        for (var i = 0; i < count && at < bytes.Length; i++)
        {
            if (Value(bytes, ref at, depth + 1) is not string key)
                return (List<KeyValuePair<string, object?>>?)Stop(ref at);
            pairs.Add(new(key, Value(bytes, ref at, depth + 1)));
        }
        at++;
        return pairs;
    }

    private static string Until(ReadOnlySpan<byte> bytes, ref int at, byte end)
    {
        var length = at < bytes.Length ? bytes[at..].IndexOf(end) : -1;
        if (length < 0)
            return "";
        var text = Encoding.ASCII.GetString(bytes.Slice(at, length));
        at += length + 1;
        return text;
    }

    private static object? Stop(ref int at)
    {
        at = int.MaxValue / 2;
        return null;
    }
}
