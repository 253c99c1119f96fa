namespace SupportBot.Bot.Replies;

/// <summary>Writes amounts as a locale does: its digits and places, the currency's own sign and decimals.</summary>
public static class MoneyText
{
    /// <summary>Signs that mean one currency everywhere; dollars and the like say whose they are. From CLDR's English names.</summary>
    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["USD"] = "$", ["EUR"] = "€", ["GBP"] = "£", ["JPY"] = "¥", ["INR"] = "₹", ["KRW"] = "₩", ["ILS"] = "₪", ["VND"] = "₫", ["PHP"] = "₱",
        ["CAD"] = "CA$", ["AUD"] = "A$", ["NZD"] = "NZ$", ["HKD"] = "HK$", ["MXN"] = "MX$", ["BRL"] = "R$", ["TWD"] = "NT$", ["CNY"] = "CN¥",
    };

    /// <param name="amountMinor">In the currency's smallest unit.</param>
    /// <param name="currency">ISO 4217; <c>null</c> leaves the amount without one.</param>
    public static string Of(CultureInfo culture, long amountMinor, string? currency)
    {
        var code = currency?.Trim().ToUpperInvariant() ?? "";
        var digits = Currencies.Digits(code);
        var amount = amountMinor / (decimal)Math.Pow(10, digits);
        if (code.Length == 0)
            return amount.ToString($"N{digits}", culture);

        var format = (NumberFormatInfo)culture.NumberFormat.Clone();
        var sign = SignOf(culture, code);
        format.CurrencyDecimalDigits = digits;
        format.CurrencySymbol = sign;
        // «CHF 59.90»: letters don't stick to digits, where the locale puts them first without a space.
        if (char.IsLetter(sign[^1]) && format.CurrencyPositivePattern == 0)
            format.CurrencyPositivePattern = 2;
        return amount.ToString("C", format);
    }

    private static string SignOf(CultureInfo culture, string code)
    {
        var region = RegionOf(culture);
        var local = region?.ISOCurrencySymbol ?? "";
        if (local == code)
            return region!.CurrencySymbol.Normalize(NormalizationForm.FormKC);
        // A bare «$» is the local dollar, where there is one.
        return code == "USD" && region?.CurrencySymbol == "$" ? "US$" : Signs.GetValueOrDefault(code, code);
    }

    private static RegionInfo? RegionOf(CultureInfo culture)
    {
        var specific = culture.IsNeutralCulture ? CultureInfo.CreateSpecificCulture(culture.Name) : culture;
        return specific.LCID == CultureInfo.InvariantCulture.LCID ? null : new RegionInfo(specific.Name);
    }
}
