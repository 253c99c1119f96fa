using System.Text.RegularExpressions;

namespace SupportBot.Tests.Eval;

/// <summary>Makes true replies false, one fact at a time: another day, month or year, another sum or currency, another digit of
/// a number, the opposite of what became of the order.</summary>
internal static partial class Lies
{
    private static readonly (string Said, string Lie)[] Turnings =
    [
        ("has been shipped and is on its way", "has been delivered"),
        ("has been delivered", "was cancelled"),
        ("was cancelled", "has been shipped"),
        ("was returned", "is on its way"),
        ("is pending", "is on its way"),
        ("is processing", "was returned"),
        ("and not shipped yet", "and shipped already"),
        ("· shipped ·", "· delivered ·"),
        ("· delivered ·", "· returned ·"),
        ("· invoiced ·", "· shipped ·"),
    ];

    public static IEnumerable<string> Of(string reply)
    {
        foreach (Match day in WrittenDay().Matches(reply))
        {
            var date = DateOnly.Parse(day.Value, CultureInfo.InvariantCulture);
            foreach (var other in new[] { date.AddDays(40), date.AddDays(-400), date.AddYears(1) })
                yield return Put(reply, day, other.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture));
        }

        foreach (Match sum in Sum().Matches(reply))
        {
            var amount = decimal.Parse(sum.Groups["n"].Value, NumberStyles.Number, CultureInfo.InvariantCulture);
            yield return Put(reply, sum, string.Create(CultureInfo.InvariantCulture, $"{amount + 0.01m:N2} {sum.Groups["c"].Value}"));
            yield return Put(reply, sum, string.Create(CultureInfo.InvariantCulture, $"{amount:N2} CHF"));
            yield return Put(reply, sum, string.Create(CultureInfo.InvariantCulture, $"{amount * 10:N2} {sum.Groups["c"].Value}"));
        }

        foreach (Match number in LongNumber().Matches(reply))
            yield return Put(reply, number, number.Value[..^1] + (number.Value[^1] == '9' ? '0' : (char)(number.Value[^1] + 1)));
        foreach (var (said, lie) in Turnings.Where(turning => reply.Contains(turning.Said, StringComparison.Ordinal)))
            yield return reply.Replace(said, lie, StringComparison.Ordinal);
    }

    private static string Put(string reply, Match match, string other) => reply[..match.Index] + other + reply[(match.Index + match.Length)..];

    [GeneratedRegex(@"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}\b")]
    private static partial Regex WrittenDay();

    [GeneratedRegex(@"(?<n>[\d,]+\.\d{2}) (?<c>USD|EUR|GBP)\b")]
    private static partial Regex Sum();

    // An order's or a parcel's number: five digits or more, which no year or quantity has.
    [GeneratedRegex(@"\b[A-Z]*\d{5,}\b")]
    private static partial Regex LongNumber();
}
