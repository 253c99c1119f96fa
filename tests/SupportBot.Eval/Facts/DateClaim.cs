using System.Text.RegularExpressions;

namespace SupportBot.Eval.Facts;

/// <summary>A day, month or span that a text names.</summary>
/// <param name="At">Where it begins in the text.</param>
/// <param name="Fits">Whether a day is meant by it.</param>
/// <param name="IsDay">Whether it names one day of the calendar, with or without its year.</param>
internal sealed partial record DateClaim(int At, int Length, string Text, Func<DateOnly, bool> Fits, bool IsDay)
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    public static IReadOnlyList<DateClaim> In(string text, DateOnly today) => [.. Written().Matches(text).Select(match => Read(match, today))];

    private static DateClaim Read(Match match, DateOnly today)
    {
        int? year = Number("y");
        int? month = match.Groups["mon"].Success ? Array.IndexOf(Months, match.Groups["mon"].Value[..3].ToLowerInvariant()) + 1 : Number("m");
        int? day = Number("d");
        if (match.Groups["a"].Success)
        {
            // 3/6/2026 is March in one country and June in another.
            var (a, b) = (Number("a")!.Value, Number("b")!.Value);
            var full = year < 100 ? year + 2000 : year;
            return Claim(date => date.Year == full && ((date.Month == a && date.Day == b) || (date.Month == b && date.Day == a)), true);
        }

        if (match.Groups["near"].Success)
        {
            var meant = match.Groups["near"].Value.ToLowerInvariant() switch { "yesterday" => today.AddDays(-1), "tomorrow" => today.AddDays(1), _ => today };
            return Claim(date => date == meant, true);
        }

        if (match.Groups["week"].Success)
            return Claim(date => date.DayOfWeek.ToString().Equals(match.Groups["week"].Value, StringComparison.OrdinalIgnoreCase), false);
        // No row says how many days something takes.
        if (match.Groups["span"].Success)
            return Claim(_ => false, false);
        return Claim(date => (year ?? date.Year) == date.Year && month == date.Month && (day ?? date.Day) == date.Day, day is not null);

        int? Number(string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : null;
        DateClaim Claim(Func<DateOnly, bool> fits, bool isDay) => new(match.Index, match.Length, match.Value, fits, isDay);
    }

    private const string Month = "(?<mon>january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)";

    [GeneratedRegex(
        @"\b(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})(?:T[\d:.]+Z?)?\b"
        + @"|\b" + Month + @"\.?\s+(?<d>\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(?<y>\d{4})\b)?"
        + @"|\b(?<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?" + Month + @"\b\.?(?:,?\s+(?<y>\d{4})\b)?"
        + @"|\b(?<a>\d{1,2})[/.](?<b>\d{1,2})[/.](?<y>\d{4}|\d{2})\b"
        + @"|\b" + Month + @"\.?,?\s+(?<y>\d{4})\b"
        + @"|(?<=\b(?:in|since|of|early|late|mid|until|by|from)[\s-])" + Month + @"\b"
        + @"|\b(?<near>today|yesterday|tomorrow)\b"
        + @"|\b(?<week>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
        + @"|\b(?<span>(?:\d+(?:\s?(?:-|–|to)\s?\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|a few|several|next|last|this)\s+(?:(?:business|working|more)\s+)?(?:day|week|month|hour|minute)s?)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
