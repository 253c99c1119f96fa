namespace SupportBot.Core.Handoff;

/// <summary>When somebody is at the desk, by the shop's clock.</summary>
public sealed class OpeningHours
{
    private const int DaysAhead = 370;

    private readonly Dictionary<DayOfWeek, IReadOnlyList<(TimeOnly From, TimeOnly To)>> _week = [];
    private readonly HashSet<DateOnly> _closed;
    private readonly TimeZoneInfo _zone;

    /// <param name="options">Without mistakes, see <see cref="HandoffOptions.Validate"/>.</param>
    public OpeningHours(HandoffOptions options)
    {
        _zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
        _closed = [.. options.ClosedOn.Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture))];
        foreach (var (day, text) in options.Hours)
            _week[Enum.Parse<DayOfWeek>(day, ignoreCase: true)] = TryParse(text, out var hours) ? hours : [];
    }

    public bool IsOpen(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, _zone);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        return HoursOn(DateOnly.FromDateTime(local.DateTime)).Any(hours => time >= hours.From && (time < hours.To || hours.To == TimeOnly.MinValue));
    }

    /// <returns>The next instant at which the desk opens, in the shop's time zone; <c>null</c> when none comes within a year.</returns>
    public DateTimeOffset? NextOpening(DateTimeOffset after)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, _zone).DateTime);
        for (var day = today; day < today.AddDays(DaysAhead); day = day.AddDays(1))
        {
            foreach (var (from, _) in HoursOn(day))
            {
                var local = day.ToDateTime(from);
                // An hour that the clocks skip begins when they have been put on.
                if (_zone.IsInvalidTime(local))
                    local = local.AddHours(1);
                var opening = new DateTimeOffset(local, _zone.GetUtcOffset(local));
                if (opening > after)
                    return opening;
            }
        }

        return null;
    }

    /// <returns>When the desk last opened up to <paramref name="now"/>, if that was after <paramref name="since"/>; else
    /// <paramref name="since"/>. A desk that is open past midnight doesn't open then.</returns>
    public DateTimeOffset LastOpening(DateTimeOffset since, DateTimeOffset now)
    {
        var last = since;
        for (var opening = NextOpening(since); opening <= now; opening = NextOpening(opening.Value))
        {
            if (!IsOpen(opening.Value.AddTicks(-1)))
                last = opening.Value;
        }

        return last;
    }

    /// <summary>Reads «09:00-12:30,13:00-17:00»; «00:00-00:00» is the whole day.</summary>
    public static bool TryParse(string? text, out IReadOnlyList<(TimeOnly From, TimeOnly To)> hours)
    {
        var read = new List<(TimeOnly From, TimeOnly To)>();
        hours = read;
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Split('-', StringSplitOptions.TrimEntries) is not [var from, var to]
                || !TimeOnly.TryParseExact(from, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var begin)
                || !TimeOnly.TryParseExact(to == "24:00" ? "00:00" : to, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var end)
                || (end <= begin && end != TimeOnly.MinValue))
                return false;
            read.Add((begin, end));
        }

        read.Sort();
        return true;
    }

    private IReadOnlyList<(TimeOnly From, TimeOnly To)> HoursOn(DateOnly day) =>
        _closed.Contains(day) ? []
        : _week.Count == 0 ? [(TimeOnly.MinValue, TimeOnly.MinValue)]
        : _week.GetValueOrDefault(day.DayOfWeek) ?? [];
}
