using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Microsoft.Bot.Builder.Dialogs.Recognition;

/// <summary>A time of day in an utterance; «4 o'clock» has two readings.</summary>
internal sealed partial record TimeExpression(string Timex, TimeSpan Value)
{
    internal static List<TimeExpression> Read(string utterance, bool isEnglish)
    {
        var match = (isEnglish ? English() : Digital()).Match(utterance);
        if (!match.Success)
        {
            return [];
        }

        var word = match.Groups["word"].Value.ToLowerInvariant();
        if (word.Length > 0)
        {
            return [At(word == "noon" ? 12 : 0, null)];
        }

        var hour = int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture);
        int? minute = match.Groups["minute"].Success ? int.Parse(match.Groups["minute"].Value, CultureInfo.InvariantCulture) : null;
        if (hour > 23 || minute > 59)
        {
            return [];
        }

        var half = match.Groups["half"].Value.ToLowerInvariant();
        if (half.Length > 0)
        {
            return hour is 0 or > 12 ? [] : [At((hour % 12) + (half[0] == 'p' ? 12 : 0), minute)];
        }

        // «o'clock» without am or pm may mean either half of the day.
        return match.Groups["oclock"].Success && hour is > 0 and <= 12 ? [At(hour % 12, minute), At((hour % 12) + 12, minute)] : [At(hour, minute)];
    }

    private static TimeExpression At(int hour, int? minute) => new TimeExpression(
        minute is > 0 ? $"T{hour:00}:{minute:00}" : $"T{hour:00}",
        new TimeSpan(hour, minute ?? 0, 0));

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}])(?:(?<word>noon|midnight)|(?<hour>\d{1,2})(?::(?<minute>\d{2}))?\s*(?<half>[ap])\.?m\b|(?<hour>\d{1,2})\s*(?<oclock>o['’]?\s?clock)|(?<hour>\d{1,2}):(?<minute>\d{2}))(?![\p{N}:])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex English();

    [GeneratedRegex(@"(?<![\p{L}\p{N}:])(?<hour>\d{1,2}):(?<minute>\d{2})(?![\p{N}:])")]
    private static partial Regex Digital();
}
