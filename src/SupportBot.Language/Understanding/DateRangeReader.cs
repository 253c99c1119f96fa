using System.Text.RegularExpressions;

namespace SupportBot.Language.Understanding;

/// <summary>Reads what names more than a day or a month: «between may and july», «end of january», «the last three weeks», «black friday».</summary>
internal static partial class DateRangeReader
{
    /// <param name="plain">Lower-case words between single spaces, one at each end.</param>
    /// <returns><c>null</c> when no range is in it.</returns>
    public static DateSpan? Read(string plain, DateOnly today)
    {
        if (Between().Match(plain) is { Success: true } between
            && Concrete(DateReader.ReadOne($" {between.Groups["from"].Value} ", today), today) is { } from
            && Concrete(DateReader.ReadOne($" {between.Groups["to"].Value} ", today), today) is { } to)
            return DateSpan.Of(from.From <= to.To ? from.From : from.From.AddYears(-1), to.To);
        if (Since().Match(plain) is { Success: true } since && Concrete(DateReader.ReadOne($" {since.Groups["from"].Value} ", today), today) is { } begin)
            return DateSpan.Of(begin.From, today);
        if (Count().Match(plain) is { Success: true } count)
            return ReadCount(count.Groups["count"].Value, count.Groups["unit"].Value, today);
        if (Part().Match(plain) is { Success: true } part && Concrete(DateReader.ReadOne($" {part.Groups["of"].Value} ", today), today) is { } whole)
            return PartOf(part.Groups["part"].Value, whole);
        return Season().Match(plain) is { Success: true } season ? ReadSeason(season, today) : null;
    }

    /// <summary>A month or day of any year is the last one that has begun.</summary>
    private static DateSpan? Concrete(DateSpan? days, DateOnly today)
    {
        if (days is not { Month: { } month })
            return days;
        var year = month <= today.Month ? today.Year : today.Year - 1;
        return days.Day is { } day ? DateSpan.Of(new DateOnly(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)))) : DateSpan.OfMonth(year, month);
    }

    /// <summary>People are not exact: thirds of a month or a year that overlap.</summary>
    private static DateSpan PartOf(string part, DateSpan whole)
    {
        var days = whole.To.DayNumber - whole.From.DayNumber + 1;
        return part switch
        {
            "late" or "end" => DateSpan.Of(whole.From.AddDays(days * 6 / 10), whole.To),
            "mid" or "middle" => DateSpan.Of(whole.From.AddDays(days * 3 / 10), whole.From.AddDays(days * 7 / 10)),
            _ => DateSpan.Of(whole.From, whole.From.AddDays(days * 4 / 10)),
        };
    }

    private static DateSpan? ReadCount(string count, string unit, DateOnly today)
    {
        var number = count switch { "" => 1, "couple of" or "couple" => 2, "few" => 4, _ => Array.IndexOf(DateReader.Numbers, count) };
        if (number < 0 && !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out number))
            return null;
        var from = (unit, number) switch
        {
            ("day", <= 999) => today.AddDays(-number),
            ("week", <= 999) => today.AddDays(-7 * number),
            ("month", < 240) => today.AddMonths(-number),
            ("year", < 20) => today.AddYears(-number),
            _ => (DateOnly?)null,
        };
        return from is { } first ? DateSpan.Of(first, today) : null;
    }

    private static DateSpan ReadSeason(Match match, DateOnly today)
    {
        var name = match.Groups["name"].Value;
        var spoken = match.Groups["year"] is { Success: true } written ? int.Parse(written.Value, CultureInfo.InvariantCulture)
            : match.Groups["lastyear"].Success ? today.Year - 1 : (int?)null;
        DateSpan In(int year) => name switch
        {
            "spring" => DateSpan.Of(new DateOnly(year, 3, 1), new DateOnly(year, 5, 31)),
            "summer" => DateSpan.Of(new DateOnly(year, 6, 1), new DateOnly(year, 8, 31)),
            "autumn" or "fall" => DateSpan.Of(new DateOnly(year, 9, 1), new DateOnly(year, 11, 30)),
            "winter" => DateSpan.Of(new DateOnly(year, 12, 1), new DateOnly(year + 1, 3, 1).AddDays(-1)),
            "easter" => DateSpan.Of(new DateOnly(year, 3, 22), new DateOnly(year, 4, 27)),
            "thanksgiving" => DateSpan.Of(BlackFriday(year).AddDays(-4), BlackFriday(year).AddDays(2)),
            "black friday" or "cyber monday" => DateSpan.Of(BlackFriday(year), BlackFriday(year).AddDays(3)),
            _ => DateSpan.Of(new DateOnly(year, 12, 10), new DateOnly(year + 1, 1, 4)),
        };
        var days = In(spoken ?? today.Year);
        return spoken is null && days.From > today ? In(today.Year - 1) : days;
    }

    /// <summary>The day after the fourth Thursday of November.</summary>
    private static DateOnly BlackFriday(int year)
    {
        var first = new DateOnly(year, 11, 1);
        return first.AddDays((((int)DayOfWeek.Thursday - (int)first.DayOfWeek + 7) % 7) + 22);
    }

    [GeneratedRegex("(?<= )(?:between (?<from>[^,]{1,40}?) and|from (?<from>[^,]{1,40}?) (?:to|until|till|through)) (?<to>[^,]{1,40})")]
    private static partial Regex Between();

    [GeneratedRegex("(?<= )since (?:the )?(?<from>[^,]{1,30})")]
    private static partial Regex Since();

    [GeneratedRegex("(?<= )(?:last|past|previous) (?<count>[0-9]{1,3}|two|three|four|five|six|seven|eight|nine|ten|couple of|couple|few) (?<unit>day|week|month|year)s?(?= )")]
    private static partial Regex Count();

    [GeneratedRegex("(?<= )(?<part>late|early|mid|end|middle|start|beginning)(?: of)?(?: the)? (?<of>[a-z]{3,9}(?: 20[0-9]{2})?|20[0-9]{2}|(?:last|this) (?:year|month))(?= )")]
    private static partial Regex Part();

    [GeneratedRegex("(?<= )(?:(?:last|this|in|over|during|of|around|since|the|for|at|on) (?:the )?)?(?:(?<name>black friday|cyber monday|thanksgiving|easter|holiday season)"
        + "|(?<=(?:last|this|in|over|during|of|around|since|in the|last years) )(?<name>spring|summer|autumn|fall|winter)|(?<=(?:around|over|during|for|before) the )(?<name>holidays))"
        + "(?:(?: of)? (?<year>20[0-9]{2})| (?<lastyear>last year))?(?= )")]
    private static partial Regex Season();
}
