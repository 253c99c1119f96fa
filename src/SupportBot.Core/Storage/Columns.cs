namespace SupportBot.Core.Storage;

/// <summary>Reads columns whose types differ from database to database. What can't be read is <c>null</c>, never an error.</summary>
internal static class Columns
{
    private static readonly string[] DayFormats = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd"];

    /// <summary>A text without surrounding space; <c>null</c> when empty or the word NULL, which exports leave behind.</summary>
    public static string? Text(this DbDataReader row, int column)
    {
        var text = row.StringOrNull(column)?.Trim();
        return string.IsNullOrEmpty(text) || text.Equals("NULL", StringComparison.OrdinalIgnoreCase) ? null : text;
    }

    /// <summary>A day: a date or time of the database's own, or text that begins with an ISO date.</summary>
    public static DateOnly? Day(this DbDataReader row, int column)
    {
        if (row.IsDBNull(column))
            return null;
        DateOnly? day = row.GetValue(column) switch
        {
            DateOnly date => date,
            DateTime time => DateOnly.FromDateTime(time),
            DateTimeOffset time => DateOnly.FromDateTime(time.DateTime),
            _ => ParseDay(row.Text(column)),
        };
        // PostgreSQL's infinities come as the ends of the calendar.
        return day == DateOnly.MinValue || day == DateOnly.MaxValue ? null : day;
    }

    /// <summary>A whole number; a fraction or text that is no number is not recorded.</summary>
    public static long? Whole(this DbDataReader row, int column) =>
        decimal.TryParse(row.Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : null;

    private static DateOnly? ParseDay(string? text)
    {
        if (text is null)
            return null;
        if (DateOnly.TryParseExact(text, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;

        // With a time the day counts as it is written: the shop's own, whatever the offset behind it.
        return text.Length > 10 && text[10] is 'T' or ' '
            && DateOnly.TryParseExact(text.AsSpan(0, 10), DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? day
            : null;
    }
}
