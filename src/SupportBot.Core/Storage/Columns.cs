namespace SupportBot.Core.Storage;

/// <summary>Reads columns whose types differ from database to database. What can't be read is <c>null</c>, never an error.</summary>
internal static class Columns
{
    /// <summary>A text without surrounding space; <c>null</c> when empty or the word NULL, which exports leave behind.</summary>
    public static string? Text(this DbDataReader row, int column) => row.IsDBNull(column) ? null : TextOf(row.GetValue(column));

    /// <summary>As <see cref="Text"/>, of a value.</summary>
    public static string? TextOf(object value)
    {
        var text = SqlExtensions.Plain(value)?.Trim();
        return string.IsNullOrEmpty(text) || text.Equals("NULL", StringComparison.OrdinalIgnoreCase) ? null : text;
    }

    /// <summary>A number, whole or not; <c>null</c> for text that is none.</summary>
    public static decimal? Number(this DbDataReader row, int column) =>
        decimal.TryParse(row.Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
