using System.Text.RegularExpressions;

namespace SupportBot.Eval.Facts;

/// <summary>A sum of money that a text names.</summary>
/// <param name="Currency">ISO 4217; <c>null</c> where the text names none.</param>
internal sealed partial record AmountClaim(int At, int Length, string Text, decimal Value, string? Currency)
{
    public static IReadOnlyList<AmountClaim> In(string text) => [.. Written().Matches(text).Select(Read)];

    /// <param name="minor">In the smallest unit of the currency.</param>
    public bool Is(long minor, string? currency)
    {
        if (Currency is not null && currency is not null && !Currency.Equals(currency, StringComparison.OrdinalIgnoreCase))
            return false;
        var unit = currency?.ToUpperInvariant() switch
        {
            "JPY" or "KRW" or "VND" or "CLP" or "ISK" => 1m,
            "BHD" or "KWD" or "OMR" or "TND" or "JOD" => 1000m,
            _ => 100m,
        };
        return Value * unit == minor;
    }

    private static AmountClaim Read(Match match)
    {
        var digits = match.Groups["n"].Value.Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
        var last = digits.LastIndexOfAny(['.', ',']);
        var isFraction = last >= 0 && (digits.Length - last - 1 != 3 || digits.IndexOfAny(['.', ',']) != last);
        var plain = new string([.. digits.Where((letter, at) => char.IsAsciiDigit(letter) || (isFraction && at == last))]).Replace(',', '.');
        var sign = match.Groups["c"].Value.Trim().ToUpperInvariant();
        var currency = sign switch
        {
            "" => null,
            "$" or "US$" or "DOLLAR" or "DOLLARS" => "USD",
            "€" or "EURO" or "EUROS" => "EUR",
            "£" or "POUND" or "POUNDS" => "GBP",
            "¥" => "JPY",
            _ => sign,
        };
        return new AmountClaim(match.Index, match.Length, match.Value, decimal.Parse(plain, CultureInfo.InvariantCulture), currency);
    }

    private const string Number = @"(?<n>\d{1,3}(?:[ ,.']\d{3})+(?:[.,]\d{1,3})?|\d+(?:[.,]\d{1,3})?)";
    private const string Code = "USD|EUR|GBP|JPY|CHF|CAD|AUD|NZD|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|TRY|INR|CNY|KRW|VND|BRL|MXN|CLP|ZAR|SGD|HKD|THB|ILS|AED|SAR|BHD|KWD|OMR|TND|JOD|UAH";

    [GeneratedRegex(
        @"(?<![\w.,])(?<c>US\$|[$€£¥]|(?:" + Code + @")(?=\s?\d))\s?" + Number + @"(?!\w)"
        + @"|(?<![\w.,#])" + Number + @"\s?(?<c>[$€£¥]|(?:" + Code + @"|euros?|dollars?|pounds?)\b)"
        + @"|(?<![\w.,#])(?<n>\d+[.,]\d{2})(?![\w]|[.,]\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
