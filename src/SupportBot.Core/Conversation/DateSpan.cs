namespace SupportBot.Core.Conversation;

/// <summary>Days by which an order is named: from one day to another, or a day or month of any year.</summary>
public sealed record DateSpan
{
    private DateSpan() { }

    public DateOnly From { get; private init; } = DateOnly.MinValue;

    /// <summary>The last day.</summary>
    public DateOnly To { get; private init; } = DateOnly.MaxValue;

    /// <summary>The month of any year; <c>null</c> where the year is named.</summary>
    public int? Month { get; private init; }

    /// <summary>The day of that month.</summary>
    public int? Day { get; private init; }

    /// <summary>The other reading where day and month can't be told apart.</summary>
    public DateSpan? Or { get; init; }

    public static DateSpan Of(DateOnly from, DateOnly to) => new() { From = from, To = to };

    public static DateSpan Of(DateOnly day) => Of(day, day);

    public static DateSpan OfMonth(int year, int month) => Of(new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month)));

    public static DateSpan OfYear(int year) => Of(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

    public static DateSpan OfAnyYear(int month, int? day = null) => new() { Month = month, Day = day };

    public bool Holds(DateOnly? date) =>
        Or?.Holds(date) == true
        || (date is { } day && day >= From && day <= To && (Month is null || day.Month == Month) && (Day is null || day.Day == Day));
}
