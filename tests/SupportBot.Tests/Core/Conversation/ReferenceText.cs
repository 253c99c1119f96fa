using System.Globalization;
using SupportBot.Core.Conversation;
using SupportBot.Core.Orders;

namespace SupportBot.Tests.Core.Conversation;

/// <summary>References as the tests' data has them: a kind, and for most kinds a value such as «oldest:2» or «--06».</summary>
internal static class ReferenceText
{
    public static OrderReference Read(string kind, string? value = null, string? within = null)
    {
        OrderReference reference = kind switch
        {
            "None" => OrderReference.None,
            "Id" => new OrderReference.Numbers(value!.Split('\n')),
            "Most" => new OrderReference.Most(Enum.Parse<Quality>(value!, ignoreCase: true)),
            "Latest" => new OrderReference.Latest(value is null ? null : Number(value)),
            "Ordinal" => PlaceOf(value!),
            "Date" => new OrderReference.Bought(DaysOf(value!)),
            "Product" => new OrderReference.Product(value!.Split(',')),
            "Status" => value switch { "open" => new OrderReference.Open(), "unshipped" => new OrderReference.Unshipped(), _ => new OrderReference.InStatus(OrderStatusText.Parse(value)) },
            "All" => new OrderReference.All(OnShow: value is not null),
            "Mentioned" => new OrderReference.Mentioned(),
            "Other" => new OrderReference.Other(),
            _ => throw new FormatException(kind),
        };
        return within is null ? reference : reference with { Also = [new OrderReference.Bought(DaysOf(within))] };
    }

    public static string KindOf(OrderReference reference) => reference switch
    {
        OrderReference.Unspecified => "None",
        OrderReference.Numbers => "Id",
        OrderReference.Bought => "Date",
        OrderReference.InState => "Status",
        _ => reference.GetType().Name,
    };

    public static string? ValueOf(OrderReference reference) => reference switch
    {
        OrderReference.Numbers numbers => string.Join('\n', numbers.Ids),
        OrderReference.Latest { Count: { } count } => $"{count}",
        OrderReference.Ordinal { From: CountedFrom.Oldest, Place: > 1 and var place } => $"oldest:{place}",
        OrderReference.Ordinal { From: CountedFrom.Bottom, Place: var place } => $"-{place}",
        OrderReference.Ordinal { From: CountedFrom.Top, Place: var place } => $"{place}",
        OrderReference.Ordinal { From: var from } => $"{from}".ToLowerInvariant(),
        OrderReference.Bought bought => Write(bought.Days),
        OrderReference.Product product => string.Join(',', product.Ids),
        OrderReference.Most most => $"{most.Quality}".ToLowerInvariant(),
        OrderReference.InStatus status => $"{status.Status}".ToLowerInvariant(),
        OrderReference.AnyOf any => string.Join('|', any.States.Select(ValueOf)),
        OrderReference.InState state => state.GetType().Name.ToLowerInvariant(),
        OrderReference.All { OnShow: true } => "shown",
        _ => null,
    };

    /// <returns>The kind, with the value behind it where it has one.</returns>
    public static string Write(OrderReference reference) => ValueOf(reference) is { } value ? $"{KindOf(reference)}:{value}" : KindOf(reference);

    private static OrderReference.Ordinal PlaceOf(string value) => value switch
    {
        "oldest" => new(1, Enum.Parse<CountedFrom>(value, ignoreCase: true)),
        _ when value.StartsWith("oldest:", StringComparison.Ordinal) => new(Number(value[7..]), CountedFrom.Oldest),
        _ when value.StartsWith('-') => new(Number(value[1..]), CountedFrom.Bottom),
        _ => new(Number(value)),
    };

    private static DateSpan DaysOf(string value)
    {
        if (value.Split(',') is [var one, var other])
            return DaysOf(one) with { Or = DaysOf(other) };
        if (value.Split('/') is [var from, var to])
            return DateSpan.Of(Day(from), Day(to));
        if (value.StartsWith("--", StringComparison.Ordinal))
            return DateSpan.OfAnyYear(Number(value[2..4]), value.Length == 4 ? null : Number(value[5..]));
        return value.Length switch { 4 => DateSpan.OfYear(Number(value)), 7 => DateSpan.OfMonth(Number(value[..4]), Number(value[5..])), _ => DateSpan.Of(Day(value)) };
    }

    private static string Write(DateSpan days)
    {
        if (days.Or is { } other)
            return Write(days with { Or = null }) + "," + Write(other);
        if (days.Month is { } month)
            return days.Day is { } day ? $"--{month:00}-{day:00}" : $"--{month:00}";
        foreach (var (whole, text) in new[] { (DateSpan.OfYear(days.From.Year), $"{days.From:yyyy}"), (DateSpan.OfMonth(days.From.Year, days.From.Month), $"{days.From:yyyy-MM}"), (DateSpan.Of(days.From), $"{days.From:yyyy-MM-dd}") })
        {
            if (days == whole)
                return text;
        }
        return $"{days.From:yyyy-MM-dd}/{days.To:yyyy-MM-dd}";
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
