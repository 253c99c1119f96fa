using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Microsoft.Bot.Builder.Dialogs.Recognition;

/// <summary>A date in an utterance: its timex and the days it may mean, the past one first.</summary>
internal sealed partial record DateExpression(string Timex, IReadOnlyList<DateTime> Days)
{
    private const string Months = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
    private const string MonthStarts = "janfebmaraprmayjunjulaugsepoctnovdec";

    internal static DateExpression Read(string utterance, bool isEnglish, bool monthFirst, DateTime today)
    {
        var match = Numeric().Match(utterance);
        if (match.Success)
        {
            return match.Groups["iso"].Success
                ? Of(Number(match, "y"), Number(match, "m"), Number(match, "d"), today)
                : monthFirst && match.Groups["separator"].Value == "/"
                    ? Of(Number(match, "year"), Number(match, "first"), Number(match, "second"), today)
                    : Of(Number(match, "year"), Number(match, "second"), Number(match, "first"), today);
        }

        if (!isEnglish)
        {
            return null;
        }

        match = Words().Match(utterance);
        if (!match.Success)
        {
            return null;
        }

        if (match.Groups["month"].Success)
        {
            var month = (MonthStarts.IndexOf(match.Groups["month"].Value[..3].ToLowerInvariant(), StringComparison.Ordinal) / 3) + 1;
            return Of(match.Groups["year"].Success ? Number(match, "year") : null, month, Number(match, "day"), today);
        }

        return match.Groups["weekday"].Success
            ? OfWeekday(match.Groups["weekday"].Value, match.Groups["which"].Value.ToLowerInvariant(), today)
            : Exactly(today.AddDays(match.Groups["relative"].Value.ToLowerInvariant() switch { "yesterday" => -1, "tomorrow" => 1, _ => 0 }));
    }

    private static int? Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static DateExpression Exactly(DateTime day) => new DateExpression(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), [day]);

    private static DateExpression Of(int? year, int? month, int? day, DateTime today)
    {
        if (year.HasValue)
        {
            return TryDay(year.Value, month.Value, day.Value) is { } exact ? Exactly(exact) : null;
        }

        // Without a year: the last time and the next time, which for the 29th of February may be years away.
        DateTime? past = null, future = null;
        for (var distance = 0; distance <= 8 && (past == null || future == null); distance++)
        {
            past ??= TryDay(today.Year - distance, month.Value, day.Value) is { } before && before < today ? before : null;
            future ??= TryDay(today.Year + distance, month.Value, day.Value) is { } after && after >= today ? after : null;
        }

        return past == null || future == null ? null : new DateExpression($"XXXX-{month:00}-{day:00}", [past.Value, future.Value]);
    }

    private static DateExpression OfWeekday(string name, string which, DateTime today)
    {
        var weekday = 1 + Array.FindIndex(
            ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
            start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));
        var thisWeek = today.AddDays(weekday - (today.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)today.DayOfWeek));

        return which switch
        {
            "next" => Exactly(thisWeek.AddDays(7)),
            "last" => Exactly(thisWeek.AddDays(-7)),
            "this" => Exactly(thisWeek),
            _ => new DateExpression($"XXXX-WXX-{weekday}", thisWeek < today ? [thisWeek, thisWeek.AddDays(7)] : [thisWeek.AddDays(-7), thisWeek]),
        };
    }

    private static DateTime? TryDay(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateTime(year, month, day) : null;

    [GeneratedRegex(@"(?<!\d)(?:(?<iso>(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2}))|(?<first>\d{1,2})(?<separator>[./-])(?<second>\d{1,2})\k<separator>(?<year>\d{4}))(?!\d)")]
    private static partial Regex Numeric();

    [GeneratedRegex(
        @"\b(?:(?<relative>today|tomorrow|yesterday)|(?:(?<which>next|last|this)\s+)?(?<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
        + @"|(?<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?<month>" + Months + @")(?:,?\s+(?<year>\d{4}))?"
        + "|(?<month>" + Months + @")\s+(?:the\s+)?(?<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?<year>\d{4}))?)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
