using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Microsoft.Bot.Builder.Dialogs.Recognition;

/// <summary>
/// Reads the date and time of an utterance. English: «5th December 2018 at 9am», «Wednesday 4 o'clock», «tomorrow»;
/// every language: 2018-12-05, 5.12.2018 or 12/5/2018 in the order of the culture, and 17:30.
/// </summary>
internal static class DateTimeRecognizer
{
    internal static List<DateTimeResolution> Recognize(string utterance, string culture, DateTime now)
    {
        var isEnglish = NumberWords.LanguageOf(culture) == NumberWords.English;
        var monthFirst = string.Equals(culture, "en-us", StringComparison.OrdinalIgnoreCase);
        var dates = DateExpression.Read(utterance, isEnglish, monthFirst, now.Date);
        var times = TimeExpression.Read(utterance, isEnglish);

        if (dates == null)
        {
            return times.Select(time => new DateTimeResolution { Timex = time.Timex, Value = Text(time.Value) }).ToList();
        }

        if (times.Count == 0)
        {
            return dates.Days.Select(day => new DateTimeResolution { Timex = dates.Timex, Value = Text(day) }).ToList();
        }

        return times.SelectMany(time => dates.Days.Select(day => new DateTimeResolution
        {
            Timex = dates.Timex + time.Timex,
            Value = $"{Text(day)} {Text(time.Value)}",
        })).ToList();
    }

    private static string Text(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(TimeSpan time) => time.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
}
