using System.Text.RegularExpressions;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Conversation;

/// <summary>Finds what of a message names an order by itself, by holding it against the customer's own orders: their numbers,
/// however they are spaced, and the things in them.</summary>
internal static partial class OrderMentions
{
    private const int LeastOfNumber = 4;

    /// <summary>What may stand between «not» and a number.</summary>
    private static readonly string[] Leads = ["order ", "number ", "the ", "#"];

    /// <summary>A shorter number of digits alone that is written with gaps is more likely something else.</summary>
    private const int LeastWithGaps = 9;

    /// <summary>Words of product names that say too little alone, or that messages hold for other reasons.</summary>
    private static readonly HashSet<string> Weak = new(StringComparer.Ordinal)
    {
        "black", "white", "grey", "gray", "green", "blue", "red", "yellow", "brown", "pink", "purple", "orange", "silver", "gold", "navy", "cream", "beige",
        "large", "small", "medium", "extra", "double", "single", "king", "queen", "size", "twin", "pair", "pack", "set", "kit", "piece", "mini", "maxi", "pro",
        "plus", "deluxe", "standard", "premium", "basic",
        "steel", "stainless", "cotton", "plastic", "metal", "glass", "electric", "smart", "fast", "new", "home", "house", "summer", "winter", "person",
        "people", "man", "men", "woman", "women", "kid",
        "can", "saw", "case", "light", "cover", "throw", "lead", "path", "base", "stand", "top", "back", "phone", "card", "box", "table", "pool", "rail",
        "roof", "press", "stone", "wall", "place", "paper", "gift", "cm", "mm", "kg", "ft", "inch", "litre", "liter",
    };

    /// <returns>The orders whose numbers the message holds.</returns>
    public static List<Order> ByNumber(List<Order> orders, string said) => orders.FindAll(order => HoldsNumber(said, order.Id));

    /// <returns>The orders with the line that the message names best; empty when it names none.</returns>
    public static List<Order> ByProduct(List<Order> orders, string said)
    {
        var words = ProductMatcher.Read(said);
        var fits = orders.ConvertAll(order => (Order: order, Fit: (order.Items ?? []).Select(item => Fit(words, item.ProductName)).DefaultIfEmpty().Max()));
        var best = fits.Select(fit => fit.Fit).DefaultIfEmpty().Max();
        return best == 0 ? [] : fits.FindAll(fit => fit.Fit == best).ConvertAll(fit => fit.Order);
    }

    /// <returns>The state of orders that haven't got where the message misses them; <c>null</c> when it misses none.</returns>
    public static OrderReference.InState? StateDenied(string said) =>
        Denied().Match(said) is not { Success: true } match ? null : match.Groups["ship"].Success ? new OrderReference.Unshipped() : new OrderReference.Open();

    [GeneratedRegex(@"(?:n['’]?t|\bnot|\bnever|\bstill no)\s+(?:(?:it|they|that|this|he|she|been|yet|even|still|my|the|order|orders|parcel|package|you|was|has|got|being)\s+){0,4}(?:(?<ship>ship(?:ped)?|sent|send|dispatched|left)|arrived?|come|came|delivered|here|received?|turned up|shown up)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Denied();

    private static bool HoldsNumber(string said, string id)
    {
        var plain = id.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant).ToArray();
        if (plain.Length < LeastOfNumber)
            return false;
        var hasLetter = Array.Exists(plain, char.IsLetter);
        var mayHaveGaps = plain.Length >= LeastWithGaps || hasLetter;
        for (var start = 0; start <= said.Length - plain.Length; start++)
        {
            if (char.ToUpperInvariant(said[start]) != plain[0] || GoesOnBefore(said, start, char.IsLetter(plain[0]))
                || EndOf(plain, said, start, mayHaveGaps) is not { } end)
                continue;
            // A few digits among others are part of a telephone number.
            var isPartOfAnother = plain.Length == LeastOfNumber && !hasLetter
                && (EndsInDigitAndGap(said.AsSpan(0, start)) || BeginsWithGapAndDigit(said.AsSpan(end)));
            if (!isPartOfAnother && !IsDenied(said.AsSpan(0, start)))
                return true;
        }
        return false;
    }

    private static bool GoesOnBefore(string said, int start, bool withLetters) =>
        start > 0 && (char.IsDigit(said[start - 1]) || (withLetters && char.IsLetter(said[start - 1])));

    /// <returns>Where the number ends that begins there; <c>null</c> when it is another one.</returns>
    private static int? EndOf(char[] plain, string said, int start, bool mayHaveGaps)
    {
        var at = start;
        for (var i = 0; i < plain.Length; i++, at++)
        {
            if (i > 0 && mayHaveGaps && at < said.Length && IsGap(said[at]))
                at++;
            if (at >= said.Length || char.ToUpperInvariant(said[at]) != plain[i])
                return null;
        }
        return at < said.Length && char.IsLetterOrDigit(said[at]) ? null : at;
    }

    private static bool IsGap(char letter) => char.IsWhiteSpace(letter) || letter is '-' or '_' or '.' or '/';

    private static bool EndsInDigitAndGap(ReadOnlySpan<char> before) =>
        before.Length > 1 && (char.IsWhiteSpace(before[^1]) || before[^1] == '-') && char.IsDigit(before[^2]);

    private static bool BeginsWithGapAndDigit(ReadOnlySpan<char> after) =>
        after.Length > 1 && (char.IsWhiteSpace(after[0]) || after[0] == '-') && char.IsDigit(after[1]);

    /// <summary>«not 4411», «not the order #4411»</summary>
    private static bool IsDenied(ReadOnlySpan<char> before)
    {
        for (var length = -1; length != before.Length;)
        {
            length = before.Length;
            foreach (var lead in Leads)
            {
                if (before.EndsWith(lead, StringComparison.OrdinalIgnoreCase))
                    before = before[..^lead.Length];
            }
        }
        return before.EndsWith("not ", StringComparison.OrdinalIgnoreCase) && (before.Length == 4 || !char.IsLetterOrDigit(before[^5]));
    }

    /// <summary>Four for each word that is there, three for each that nearly is, and one more for the thing itself, which English names
    /// last. A weak word counts only beside another one.</summary>
    private static int Fit(List<string> said, string productName)
    {
        var name = ProductMatcher.ReadName(productName);
        var head = ProductMatcher.ReadName(Tail().Replace(ProductMatcher.Beginning(productName), "")).LastOrDefault();
        var (fit, places, isStrong) = (0, new List<int>(), false);
        for (var i = 0; i < name.Count; i++)
        {
            var (place, exact) = PlaceOf(said, name, i);
            if (place < 0)
                continue;
            fit += (exact ? 4 : 3) + (name[i] == head ? 1 : 0);
            places.Add(place);
            isStrong |= name[i].Length > 2 && !Weak.Contains(name[i]) && !name[i].Any(char.IsDigit);
        }
        return isStrong || places.Exists(place => places.Contains(place + 1)) ? fit : 0;
    }

    /// <summary>Where the message has a word of the name, or its writing as one word with the next («boardgame», «tea pot»).</summary>
    private static (int Place, bool IsExact) PlaceOf(List<string> said, List<string> name, int i)
    {
        if (said.IndexOf(name[i]) is >= 0 and var exact)
            return (exact, true);
        for (var at = 0; at < said.Count; at++)
        {
            if ((i + 1 < name.Count && ProductMatcher.IsJoined(said[at], name[i], name[i + 1]))
                || (i > 0 && ProductMatcher.IsJoined(said[at], name[i - 1], name[i]))
                || (at + 1 < said.Count && ProductMatcher.IsJoined(name[i], said[at], said[at + 1])))
            {
                return (at, true);
            }
        }
        return (said.FindIndex(word => ProductMatcher.IsNearly(word, name[i])), false);
    }

    /// <summary>What comes after the thing: «, set of 4», « (pack of 6)», « 20 cm», « with roof».</summary>
    [GeneratedRegex(@"(?:,| \(| \d| with | for ).*$", RegexOptions.CultureInvariant)]
    private static partial Regex Tail();
}
