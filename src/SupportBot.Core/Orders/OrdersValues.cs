using System.Text.RegularExpressions;

namespace SupportBot.Core.Orders;

/// <summary>What a shop's values mean: its status words, its days, its amounts. What can't be read is <c>null</c>, never an error.</summary>
public sealed partial class OrdersValues
{
    /// <summary>Dates before it stand for «none»: 1900, 1970 and the like.</summary>
    private static readonly DateOnly First = new(1980, 1, 1);

    /// <summary>Nobody promises a parcel for later; 2099 stands for «none».</summary>
    private const int MostYearsAhead = 2;

    private static readonly string[] DayFormats = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd"];

    private readonly Dictionary<string, OrderStatus> _statuses;
    private readonly OrdersOptions _options;
    private readonly TimeZoneInfo? _zone;
    private readonly TimeZoneInfo? _stored;
    private readonly TimeProvider _time;

    /// <exception cref="OrdersUnavailableException">A setting can't be used; the message says which, and what would do.</exception>
    public OrdersValues(OrdersOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _statuses = options.Statuses.ToDictionary(word => word.Key.Trim(), word => StatusOf(word.Key, word.Value), StringComparer.OrdinalIgnoreCase);
        _zone = ZoneOf("TimeZone", options.TimeZone);
        _stored = ZoneOf("StoredTimeZone", options.StoredTimeZone) ?? _zone;
        foreach (var (carrier, url) in options.TrackingUrls)
        {
            if (!IsWebAddress(url.Replace("{number}", "1", StringComparison.Ordinal)) || !url.Contains("{number}", StringComparison.Ordinal))
                throw new OrdersUnavailableException($"Orders:TrackingUrls:{carrier} is «{url}»; write an https address with {{number}} in it.");
        }
    }

    public static OrdersValues Plain { get; } = new(new OrdersOptions(), TimeProvider.System);

    /// <returns><see cref="OrderStatus.NotRecorded"/> for nothing and for words that we don't know.</returns>
    public OrderStatus Status(string? text) =>
        text is not null && _statuses.TryGetValue(text.Trim(), out var status) ? status : OrderStatusText.Parse(text);

    /// <summary>A day in the shop's zone.</summary>
    /// <returns><c>null</c> also for dates that stand for none: zero, before 1980, years ahead.</returns>
    public DateOnly? Day(DbDataReader row, int column) => WrittenDay(row, column) is { } day && IsMeant(day) ? day : null;

    /// <inheritdoc cref="Day(DbDataReader, int)"/>
    public DateOnly? Day(string? text) => ParseDay(text) is { } day && IsMeant(day) ? day : null;

    /// <summary>A day as it is stored, also one that stands for none.</summary>
    internal DateOnly? WrittenDay(DbDataReader row, int column)
    {
        if (row.IsDBNull(column))
            return null;
        object value;
        try
        {
            value = row.GetValue(column);
        }
        // MySQL's «2026-00-00» is no date to .NET.
        catch (Exception error) when (error is DbException or FormatException or InvalidCastException or ArgumentOutOfRangeException)
        {
            return null;
        }
        return value switch
        {
            DateOnly date => date,
            DateTimeOffset time => DayOf(time),
            DateTime { Kind: DateTimeKind.Utc } time => DayOf(time),
            // The connection's zone is UTC, and MySQL turns these into it.
            DateTime time when row.GetDataTypeName(column).Equals("TIMESTAMP", StringComparison.OrdinalIgnoreCase) && IsOfMySql(row) =>
                DayOf(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
            DateTime time => DayOfStored(time),
            _ => ParseDay(Columns.TextOf(value)),
        };
    }

    public bool IsMeant(DateOnly day) => day >= First && day <= Today.AddYears(MostYearsAhead);

    private DateOnly Today => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);

    /// <param name="currency">The amount's own; it decides how many places there are.</param>
    /// <returns>In the currency's smallest unit.</returns>
    public long? Amount(DbDataReader row, int column, string? currency) => Amount(row.Number(column), currency);

    /// <inheritdoc cref="Amount(DbDataReader, int, string)"/>
    public long? Amount(decimal? stored, string? currency) => stored switch
    {
        null => null,
        { } amount when _options.Amounts == AmountUnit.Major => Currencies.Minor(amount, currency),
        { } amount => amount == decimal.Truncate(amount) && amount is > long.MinValue and <= long.MaxValue ? (long)amount : null,
    };

    public string? Currency(string? stored) => stored ?? _options.Currency;

    /// <returns>Where the parcel can be followed: the shop's own address, one in place of a number, or the carrier's; only http and https.</returns>
    public Uri? TrackingUrl(string? stored, string? carrier, string? number)
    {
        if (new[] { stored, number }.FirstOrDefault(IsWebAddress) is { } own)
            return new Uri(own);
        return number is not null && (_options.TrackingUrls.GetValueOrDefault(carrier ?? "") ?? _options.TrackingUrls.GetValueOrDefault("*")) is { } pattern
            ? new Uri(pattern.Replace("{number}", Uri.EscapeDataString(number), StringComparison.Ordinal)) : null;
    }

    private static bool IsWebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    private DateOnly DayOf(DateTimeOffset time) =>
        DateOnly.FromDateTime(_zone is null || IsEndOfCalendar(time.Year) ? time.DateTime : TimeZoneInfo.ConvertTime(time, _zone).DateTime);

    /// <summary>Midnight to the second is a day without a time.</summary>
    private DateOnly DayOfStored(DateTime time) =>
        _stored is null || _zone is null || _stored.Equals(_zone) || time.TimeOfDay == TimeSpan.Zero || IsEndOfCalendar(time.Year)
            ? DateOnly.FromDateTime(time)
            : DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), _stored, _zone));

    private static bool IsEndOfCalendar(int year) => year is 1 or 9999;

    private DateOnly? ParseDay(string? text)
    {
        if (text is null)
            return null;
        if (DateOnly.TryParseExact(text, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        if (Timed().Match(text) is not { Success: true } timed
            || !DateOnly.TryParseExact(timed.Groups["day"].ValueSpan, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            || !TimeOnly.TryParse(timed.Groups["time"].ValueSpan, CultureInfo.InvariantCulture, out var time))
        {
            return null;
        }
        var moment = day.ToDateTime(time);
        // With an offset it is one moment, which has its day in the shop's zone; without a zone of the shop the day counts as it is written.
        return _zone is null || !timed.Groups["zone"].Success ? DayOfStored(moment)
            : OffsetOf(timed.Groups["zone"].Value) is { } offset ? DayOf(new DateTimeOffset(moment, offset)) : day;
    }

    private static TimeSpan? OffsetOf(string zone)
    {
        if (zone[0] is not ('+' or '-'))
            return TimeSpan.Zero;
        var digits = zone[1..].Replace(":", "", StringComparison.Ordinal).PadRight(4, '0');
        var offset = new TimeSpan(int.Parse(digits[..2], CultureInfo.InvariantCulture), int.Parse(digits[2..], CultureInfo.InvariantCulture), 0);
        return offset > TimeSpan.FromHours(14) ? null : zone[0] == '-' ? -offset : offset;
    }

    private static bool IsOfMySql(DbDataReader row) => row.GetType().Namespace?.StartsWith("MySql", StringComparison.Ordinal) == true;

    private static OrderStatus StatusOf(string word, string ours) =>
        OrderStatusText.Parse(ours) is var status and not OrderStatus.NotRecorded ? status
            : ours.Trim().Equals("none", StringComparison.OrdinalIgnoreCase) ? OrderStatus.NotRecorded
            : throw new OrdersUnavailableException(
                $"Orders:Statuses:{word} is «{ours}»; it must be pending, processing, invoiced, shipped, delivered, cancelled, returned or none.");

    private static TimeZoneInfo? ZoneOf(string setting, string? name) =>
        string.IsNullOrWhiteSpace(name) ? null : TimeZoneInfo.TryFindSystemTimeZoneById(name.Trim(), out var zone) ? zone
            : throw new OrdersUnavailableException($"Orders:{setting} is «{name}», which is no time zone; write a name such as Europe/Berlin, America/New_York or UTC.");

    [GeneratedRegex(@"^(?<day>\d{4}[-/]\d\d[-/]\d\d)[T ](?<time>\d\d:\d\d(:\d\d)?)([.,]\d+)?\s*(?<zone>Z\b|UTC\b|GMT\b|[+-]\d\d(:?\d\d)?)?(\s.*)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Timed();
}
