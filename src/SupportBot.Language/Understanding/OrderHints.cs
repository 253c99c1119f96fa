using System.Text.RegularExpressions;

namespace SupportBot.Language.Understanding;

/// <summary>Finds orders by what else is on record of them, where a message points at none: the amount, the carrier.</summary>
internal static partial class OrderHints
{
    private const int MinorUnits = 100;

    /// <returns>The orders that fit; <c>null</c> where none does, or all do.</returns>
    public static OrderReference? Find(string text, IReadOnlyList<Order> orders)
    {
        var amounts = Amounts().Matches(text).Select(match => match.Groups["amount"].Value.Replace(',', '.'))
            .Select(amount => decimal.Parse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)).ToList();
        return Those(orders, order => amounts.Exists(amount => SumsOf(order).Any(sum => IsMeant(amount, sum))))
            ?? ByCarrier(text, orders);
    }

    /// <inheritdoc cref="Find"/>
    public static OrderReference? ByCarrier(string text, IReadOnlyList<Order> orders) =>
        Those(orders, order => (order.Shipments ?? []).Any(parcel => Names(text, parcel.Carrier)));

    /// <summary>Whether what was taken for a number is money.</summary>
    public static bool IsAmount(OrderExpression expression) =>
        Amounts().Matches(expression.Before + expression.Text + expression.After)
            .Any(match => match.Index < expression.Before.Length + expression.Text.Length && match.Index + match.Length > expression.Before.Length);

    private static OrderReference.Product? Those(IReadOnlyList<Order> orders, Func<Order, bool> fits) =>
        orders.Where(fits).Select(order => order.Id).ToList() is { Count: > 0 } ids && (ids.Count < orders.Count || ids.Count == 1)
            ? new OrderReference.Product(ids) : null;

    private static IEnumerable<long> SumsOf(Order order) =>
        (order.Payments ?? []).Select(payment => payment.AmountMinor).Append(OrderTotal.Of(order)?.AmountMinor).OfType<long>();

    /// <summary>«79 bucks» may have cents; «79.00» has none.</summary>
    private static bool IsMeant(decimal amount, long sum) =>
        amount.Scale > 0 ? amount * MinorUnits == sum : (long)amount * MinorUnits <= sum && sum < ((long)amount + 1) * MinorUnits;

    private static bool Names(string text, string? carrier)
    {
        var name = Lexicon.Words(carrier ?? "");
        return name.Count > 0 && name[0].Length > 1 && Lexicon.Holds(Lexicon.Words(text), name);
    }

    [GeneratedRegex(@"[$€£] ?(?<amount>[0-9]{1,6}(?:[.,][0-9]{2})?)(?![0-9])|(?<![0-9.,-])(?<amount>[0-9]{1,6}(?:[.,][0-9]{2})?) ?(?:[$€£]|bucks|dollars|euros?|pounds|quid|usd|eur|gbp)(?![\p{L}])"
        + @"|(?<![0-9.,/-])(?<amount>[0-9]{1,6}[.,][0-9]{2})(?![0-9.,/-])", RegexOptions.IgnoreCase)]
    private static partial Regex Amounts();
}
