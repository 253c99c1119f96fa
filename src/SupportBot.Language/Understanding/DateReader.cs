using System.Text.RegularExpressions;

namespace SupportBot.Language.Understanding;

/// <summary>Reads the day, month or span by which a customer names an order.</summary>
internal static partial class DateReader
{
    private static readonly string[] MonthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly string[] LongNames =
        ["january", "february", "march", "april", "august", "september", "october", "november", "december",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday"];

    private static readonly string[] PlaceNames = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    internal static readonly string[] Numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <param name="words">What of a message says a time: «the 3rd of May», «last tuesday», «2025».</param>
    /// <returns><c>null</c> when no day, month or year is in it.</returns>
    public static DateSpan? Read(string words, DateOnly today)
    {
        var lower = words.ToLowerInvariant().Replace("twenty-", "twenty ", StringComparison.Ordinal);
        var plain = SpokenYear().Replace($" {string.Join(' ', Pieces().Matches(lower).Select(match => Spelled(match.Value)))} ",
            match => (2020 + Array.IndexOf(Numbers, match.Groups["unit"].Value)).ToString(CultureInfo.InvariantCulture));
        plain = SpokenDay().Replace(plain, match => (Array.IndexOf(PlaceNames, match.Groups["place"].Value) + 1).ToString(CultureInfo.InvariantCulture));
        return DateRangeReader.Read(plain, today) ?? ReadOne(plain, today);
    }

    /// <summary>The first day, month, year or feast of plain words.</summary>
    internal static DateSpan? ReadOne(string plain, DateOnly today) =>
        // «sunday 11 october» is that day, whatever it is called.
        Expressions().Matches(plain).OrderBy(match => match.Groups["weekday"].Success).Select(match => Read(match, today)).FirstOrDefault(days => days is not null);

    /// <summary>A month or day of the week with a slip of the keyboard, as it is meant.</summary>
    private static string Spelled(string word) => Array.Find(LongNames, name => ProductMatcher.IsNearly(word, name)) ?? word;

    /// <summary>Where a text has digits that are a date by their form: «2026-02-19», «10 March 2026», «in 2025».</summary>
    public static IEnumerable<(int Start, int End)> Places(string text) => Dates().Matches(text).Select(match => (match.Index, match.Index + match.Length));

    private static DateSpan? Read(Match match, DateOnly today)
    {
        if (match.Groups["numeric"] is { Success: true } numeric)
            return ReadNumeric(numeric.Value, today);
        if (match.Groups["month"] is { Success: true } month)
            return ReadMonth(month.Value, match.Groups["day"].Value, match.Groups["year"].Value);
        if (match.Groups["ago"] is { Success: true } ago)
            return match.Groups["exact"].Success && ago.Value == "week" && match.Groups["count"].Value is "a" or "one" ? DateSpan.Of(today.AddDays(-7))
                : ReadAgo(ago.Value, match.Groups["count"].Value, today);
        if (match.Groups["feast"] is { Success: true } feast)
            return ReadFeast(feast.Value, match.Groups["lastyear"].Success ? today.Year - 1 : null);
        if (match.Groups["weekday"] is { Success: true } weekday)
            return ReadWeekday(weekday.Value, match.Groups["last"].Success, today);
        if (match.Groups["soleyear"] is { Success: true } year)
            return int.TryParse(year.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? DateSpan.OfYear(number) : null;

        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return match.Groups["relative"].Value switch
        {
            "day before yesterday" => DateSpan.Of(today.AddDays(-2)),
            "yesterday" or "last night" => DateSpan.Of(today.AddDays(-1)),
            "today" or "this morning" => DateSpan.Of(today),
            "last week" or "past week" or "previous week" => DateSpan.Of(monday.AddDays(-7), monday.AddDays(-1)),
            "this week" => DateSpan.Of(monday, today),
            "last month" or "past month" or "previous month" => MonthOf(today.AddMonths(-1)),
            "this month" => MonthOf(today),
            "last year" or "previous year" => DateSpan.OfYear(today.Year - 1),
            "this year" => DateSpan.OfYear(today.Year),
            "christmas" or "xmas" => Christmas(today),
            "last weekend" => DateSpan.Of(monday.AddDays(-2), monday.AddDays(-1)),
            _ => null,
        };
    }

    private static DateSpan? ReadMonth(string monthName, string dayText, string yearText)
    {
        var month = Array.IndexOf(MonthNames, monthName[..3]) + 1;
        var year = yearText.Length == 0 ? (int?)null : int.Parse(yearText, CultureInfo.InvariantCulture);
        if (dayText.Length == 0)
            return year is null ? DateSpan.OfAnyYear(month) : DateSpan.OfMonth(year.Value, month);
        var day = int.Parse(dayText.AsSpan().TrimEnd("stndrh"), CultureInfo.InvariantCulture);
        // A leap year, so that the 29th of February is a day.
        if (day < 1 || day > DateTime.DaysInMonth(year ?? 2000, month))
            return null;
        return year is null ? DateSpan.OfAnyYear(month, day) : DateSpan.Of(new DateOnly(year.Value, month, day));
    }

    private static DateSpan? ReadAgo(string unit, string count, DateOnly today)
    {
        if (count.EndsWith("few", StringComparison.Ordinal) || (unit is "day" && count.EndsWith("couple of", StringComparison.Ordinal)))
        {
            var (most, least) = (unit, count) switch { ("day", _) => (8, 1), ("week", _) => (35, 12), ("month", _) => (190, 50), _ => (0, 0) };
            return most == 0 ? null : DateSpan.Of(today.AddDays(-most), today.AddDays(-least));
        }
        var number = count is "a" or "an" ? 1 : count is "a couple of" or "couple of" ? 2 : Array.IndexOf(Numbers, count);
        if (number < 0 && !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out number))
            return null;
        if (number > 1000 || today.Year < 4)
            return null;
        return unit switch
        {
            "day" => DateSpan.Of(today.AddDays(-number)),
            // People round: a week either way of half a week.
            "week" => DateSpan.Of(today.AddDays(-7 * number - 3), today.AddDays(-7 * number + 3)),
            "month" when number < 240 => MonthOf(today.AddMonths(-number)),
            "year" when number < 20 => DateSpan.OfYear(today.Year - number),
            _ => null,
        };
    }

    /// <summary>The days of presents around the last 25th of December.</summary>
    private static DateSpan Christmas(DateOnly today)
    {
        var year = today is { Month: 12, Day: >= 18 } ? today.Year : today.Year - 1;
        return DateSpan.Of(new DateOnly(year, 12, 18), new DateOnly(year, 12, 31));
    }

    private static DateSpan ReadFeast(string name, int? year)
    {
        var (month, day) = name switch
        {
            "christmas day" => (12, 25),
            "christmas eve" => (12, 24),
            "boxing day" => (12, 26),
            "halloween" => (10, 31),
            _ when name.StartsWith("valentine", StringComparison.Ordinal) => (2, 14),
            _ when name.EndsWith("eve", StringComparison.Ordinal) => (12, 31),
            _ => (1, 1),
        };
        return year is null ? DateSpan.OfAnyYear(month, day) : DateSpan.Of(new DateOnly(year.Value, month, day));
    }

    /// <param name="isLast">«last tuesday», said on a wednesday, may be the one of the week before.</param>
    private static DateSpan ReadWeekday(string name, bool isLast, DateOnly today)
    {
        var day = today.AddDays(-1);
        while (!day.DayOfWeek.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))
            day = day.AddDays(-1);
        return isLast && day.AddDays(3) > today ? DateSpan.Of(day) with { Or = DateSpan.Of(day.AddDays(-7)) } : DateSpan.Of(day);
    }

    /// <summary>Year first, or two or three groups, in either order of month and day.</summary>
    private static DateSpan? ReadNumeric(string raw, DateOnly today)
    {
        if (DateOnly.TryParseExact(raw, ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "yyyy-M-d", "yyyy/M/d"], CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var day))
            return DateSpan.Of(day);
        var parts = raw.Split('/', '.', '-');
        if (parts.Length == 2 && raw.Contains('/', StringComparison.Ordinal) && parts.All(part => part.Length <= 2))
            return Either(day => DateSpan.OfAnyYear(day.Month, day.Day), TryDay(parts[0] + "/" + parts[1] + "/2000"),
                TryDay(parts[1] + "/" + parts[0] + "/2000"));
        if (parts.Length != 3 || parts[0].Length > 2 || parts[1].Length > 2 || parts[2].Length is not (2 or 4))
            return null;

        var year = parts[2].Length == 2 ? "20" + parts[2] : parts[2];
        var monthFirst = TryDay($"{parts[0]}/{parts[1]}/{year}");
        var dayFirst = TryDay($"{parts[1]}/{parts[0]}/{year}");
        // With dots the day comes first wherever dots are used. Nobody bought anything on a day to come.
        if (dayFirst is not null && (raw.Contains('.', StringComparison.Ordinal) || (monthFirst > today && dayFirst <= today)))
            monthFirst = null;
        else if (monthFirst <= today && dayFirst > today)
            dayFirst = null;
        return Either(DateSpan.Of, monthFirst, dayFirst);
    }

    /// <summary>Where day and month can't be told apart, the orders must tell.</summary>
    private static DateSpan? Either(Func<DateOnly, DateSpan> spanOf, DateOnly? first, DateOnly? second) => (first, second) switch
    {
        ({ } one, { } other) when one != other => spanOf(one) with { Or = spanOf(other) },
        ({ } one, _) => spanOf(one),
        (_, { } other) => spanOf(other),
        _ => null,
    };

    private static DateOnly? TryDay(string monthDayYear) =>
        DateOnly.TryParseExact(monthDayYear, "M/d/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static DateSpan MonthOf(DateOnly day) => DateSpan.OfMonth(day.Year, day.Month);

    // Not \d, which takes the digits of all scripts.
    private const string DayNumber = "(?<day>[0-3]?[0-9](?:st|nd|rd|th)?)";

    private const string YearNumber = "(?<year>20[0-9][0-9])";

    private const string Months =
        "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

    private const string Counts = @"(?<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|(?:a )?couple of|(?:a )?few)";

    private const string Relative = "(?<relative>day before yesterday|yesterday|last night|today|this morning"
        + "|(?:last|past|previous|this) (?:week|month|year)|last weekend)";

    private const string Feasts = "(?<feast>christmas day|christmas eve|boxing day|valentine(?:s|'s)?(?: day)?|new year(?:s|'s)?(?: (?:eve|day))?|halloween)";

    [GeneratedRegex(@"(?<= )(?:(?<numeric>\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?)"
        + "|" + DayNumber + " (?:of )?(?<month>" + Months + ")(?: ,)?(?: " + YearNumber + ")?"
        + "|(?<month>" + Months + ") (?:the )?" + DayNumber + "(?: ,)?(?: " + YearNumber + ")?"
        + "|(?<month>" + Months + ")(?: of)?(?: ,)?(?: " + YearNumber + ")?"
        + @"|(?<soleyear>20\d\d)"
        + "|" + Counts + " (?<ago>day|week|month|year)s? (?:ago|back)(?<exact> today)?"
        + "|(?<last>last )?(?<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
        + "|" + Relative
        + "|" + Feasts + "(?<lastyear> last year)?"
        + "|(?<relative>christmas|xmas))(?=(?:'s|s)? )", RegexOptions.CultureInvariant)]
    private static partial Regex Expressions();

    [GeneratedRegex(@"(?<![\w#-])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
        + "|(?:[0-3]?[0-9](?:st|nd|rd|th)? )?(?:of )?(?:" + Months + @")(?: [0-3]?[0-9](?:st|nd|rd|th)?)?,? 20\d\d"
        + @"|(?<=\b(?:in|from|of|during|since|year) )20\d\d)(?![\w-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dates();

    /// <summary>«twenty twenty five»</summary>
    [GeneratedRegex("(?<= )twenty twenty (?<unit>one|two|three|four|five|six|seven|eight|nine)(?= )")]
    private static partial Regex SpokenYear();

    /// <summary>«first of october».</summary>
    [GeneratedRegex("(?<place>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?= of (?:" + Months + ") )", RegexOptions.CultureInvariant)]
    private static partial Regex SpokenDay();

    [GeneratedRegex(@"[\p{L}\p{Nd}]+(?:[/.'’-][\p{L}\p{Nd}]+)*|,")]
    private static partial Regex Pieces();
}
