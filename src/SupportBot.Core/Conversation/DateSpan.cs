using System.Globalization;

namespace SupportBot.Core.Conversation;

/// <summary>The days that a date reference means; the forms are those of <see cref="ReferenceKind.Date"/>.</summary>
internal sealed record DateSpan
{
    private readonly DateOnly _from;
    private readonly DateOnly _to;
    private readonly int? _month;
    private readonly int? _day;

    private DateSpan(DateOnly from, DateOnly to) => (_from, _to) = (from, to);

    private DateSpan(int month, int? day) => (_from, _to, _month, _day) = (DateOnly.MinValue, DateOnly.MaxValue, month, day);

    /// <returns>One span, or two where the text names either; <c>null</c> when it has none of the forms.</returns>
    public static IReadOnlyList<DateSpan>? TryParseEither(string text)
    {
        var forms = text.Split(',');
        var spans = forms.Select(TryParse).OfType<DateSpan>().ToList();
        return forms.Length <= 2 && spans.Count == forms.Length ? spans : null;
    }

    private static DateSpan? TryParse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
            return TryDay(text[..slash]) is { } from && TryDay(text[(slash + 1)..]) is { } to ? new DateSpan(from, to) : null;
        if (TryDay(text) is { } day)
            return new DateSpan(day, day);
        if (TryExact(text, "yyyy-MM") is { } month)
            return new DateSpan(month, month.AddMonths(1).AddDays(-1));
        if (TryExact(text, "yyyy") is { } year)
            return new DateSpan(year, year.AddYears(1).AddDays(-1));
        if (!text.StartsWith("--", StringComparison.Ordinal))
            return null;

        // A leap year, so that the 29th of February is a day.
        return TryDay("2000-" + text[2..]) is { } dayOfYear ? new DateSpan(dayOfYear.Month, dayOfYear.Day)
            : TryExact("2000-" + text[2..], "yyyy-MM") is { } monthOfYear ? new DateSpan(monthOfYear.Month, null)
            : null;
    }

    public bool Holds(DateOnly? date) =>
        date is { } day && day >= _from && day <= _to
        && (_month is null || day.Month == _month) && (_day is null || day.Day == _day);

    private static DateOnly? TryDay(string text) => TryExact(text, "yyyy-MM-dd");

    private static DateOnly? TryExact(string text, string format) =>
        DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year < 9999 ? date : null;
}
