namespace SupportBot.Core.Orders;

public static class Currencies
{
    // ISO 4217; all others have two.
    private static readonly HashSet<string> WithoutDecimals =
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"];

    private static readonly HashSet<string> WithThreeDecimals = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    /// <param name="currency">ISO 4217, in any case.</param>
    /// <returns>How many decimal places its amounts have.</returns>
    public static int Digits(string? currency)
    {
        var code = currency?.Trim().ToUpperInvariant() ?? "";
        return WithoutDecimals.Contains(code) ? 0 : WithThreeDecimals.Contains(code) ? 3 : 2;
    }

    /// <summary>An amount of the currency itself in its smallest unit, rounded.</summary>
    /// <returns><c>null</c> when it is larger than a shop's amounts are.</returns>
    public static long? Minor(decimal amount, string? currency)
    {
        const decimal most = 1_000_000_000_000m;
        if (Math.Abs(amount) > most)
            return null;
        for (var i = Digits(currency); i > 0; i--)
            amount *= 10;
        return (long)Math.Round(amount, MidpointRounding.AwayFromZero);
    }
}
