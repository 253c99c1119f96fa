using System.Text.Json;

namespace SupportBot.Eval.Sets;

/// <summary>Reads files of one JSON object to a line. Empty lines and unknown fields are passed over.</summary>
internal static class JsonLines
{
    /// <param name="read">Reads one object; throws <see cref="FormatException"/> with what is wrong.</param>
    /// <returns>The rows that can be read, and what is wrong with the other lines.</returns>
    /// <exception cref="EvalException">The file can't be read at all.</exception>
    public static LinesRead<T> Read<T>(string file, Func<JsonElement, int, T> read)
    {
        var rows = new List<T>();
        var bad = new List<BadLine>();
        try
        {
            foreach (var (index, line) in File.ReadLines(file).Index())
            {
                if (string.IsNullOrWhiteSpace(line))
                    continue;
                try
                {
                    var row = JsonElement.Parse(line);
                    if (row.ValueKind != JsonValueKind.Object)
                        throw new FormatException("it is no JSON object");
                    rows.Add(read(row, index + 1));
                }
                catch (Exception error) when (error is JsonException or FormatException)
                {
                    bad.Add(new BadLine(file, index + 1, error.Message));
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EvalException($"{file} can't be read: {error.Message}", error);
        }

        return new LinesRead<T>(rows, bad);
    }

    /// <exception cref="FormatException">There is none, or it is empty.</exception>
    public static string Text(this JsonElement row, string field) =>
        row.TextOrNull(field) ?? throw new FormatException($"it has no \"{field}\"");

    /// <summary>A text; a number counts as its digits.</summary>
    public static string? TextOrNull(this JsonElement row, string field) =>
        row.TryGetProperty(field, out var value) ? TextOf(value, field) : null;

    /// <summary>A list of texts or numbers; empty when there is none.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement row, string field)
    {
        if (!row.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
            return [];
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(item => TextOf(item, field) ?? throw new FormatException($"\"{field}\" has an empty entry"))]
            : throw new FormatException($"\"{field}\" is no list");
    }

    /// <summary>An instant: ISO 8601 in UTC, or a bare date, which means noon.</summary>
    public static DateTimeOffset? InstantOrNull(this JsonElement row, string field)
    {
        if (row.TextOrNull(field) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw new FormatException($"\"{field}\" is no ISO date or time: {text}");
    }

    private static string? TextOf(JsonElement value, string field) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { Length: > 0 } text => text,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String or JsonValueKind.Null => null,
        _ => throw new FormatException($"\"{field}\" is no text"),
    };
}

/// <summary>What a file held.</summary>
internal sealed record LinesRead<T>(IReadOnlyList<T> Rows, IReadOnlyList<BadLine> Bad);

/// <summary>A line that can't be used, and why.</summary>
internal sealed record BadLine(string File, int Line, string Why)
{
    public override string ToString() => $"{File}:{Line}: {Why}";
}
