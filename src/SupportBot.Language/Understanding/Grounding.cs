using System.Text.RegularExpressions;

namespace SupportBot.Language.Understanding;

/// <summary>Finds in a message what is the customer's own: order numbers, however they are written, and the things in their orders.</summary>
internal static partial class Grounding
{
    /// <summary>Digits fewer than these are a number only where the message says so, or says nothing else.</summary>
    private const int LeastOfNumber = 4;

    /// <summary>A shorter number of digits alone that is written with gaps is more likely something else.</summary>
    private const int LeastWithGaps = 9;

    /// <summary>A shorter tracking number may be any number.</summary>
    private const int LeastOfTracking = 6;

    /// <summary>Nobody names more things in a message; the rest of a text full of them isn't read for more.</summary>
    private const int MaxProducts = 8;

    /// <returns>What was found, in the order of the text, none of it overlapping.</returns>
    public static IReadOnlyList<Grounded> Find(string text, IReadOnlyList<Order> orders)
    {
        if (orders.FirstOrDefault(order => Guarded(order.Id).Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } whole)
            return [new Grounded(GroundedKind.Number, 0, text.Length, [whole.Id])];

        var numbers = Numbers(text, orders);
        return [.. numbers.Concat(Products(text, orders, numbers)).OrderBy(found => found.Start)];
    }

    /// <summary>An id as the guard leaves it, which the text has passed: «№7» is «No7» then.</summary>
    private static string Guarded(string id) => MessageGuard.Clean(id).Text.Trim();

    private static List<Grounded> Numbers(string text, IReadOnlyList<Order> orders)
    {
        var found = orders
            .SelectMany(order => Writings(order.Id).SelectMany(writing => Places(text, writing, order.Id)).Concat(Parcels(text, order)))
            .GroupBy(place => (place.Start, place.End))
            .OrderByDescending(group => group.Key.End - group.Key.Start)
            .Select(group => new Grounded(
                GroundedKind.Number, group.Key.Start, group.Key.End - group.Key.Start, [.. group.Select(place => place.Id).Distinct()]));
        return Apart(found);
    }

    /// <summary>A parcel's tracking number names its order.</summary>
    private static IEnumerable<(int Start, int End, string Id)> Parcels(string text, Order order) => (order.Shipments ?? [])
        .Select(parcel => string.Concat((parcel.TrackingNumber ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant())
        .Where(number => number.Length >= LeastOfTracking)
        .SelectMany(number => Places(text, number, order.Id));

    /// <summary>The longest first; what overlaps one that is taken is left out.</summary>
    private static List<Grounded> Apart(IEnumerable<Grounded> found)
    {
        var taken = new List<Grounded>();
        foreach (var one in found)
        {
            if (!taken.Exists(other => one.Start < other.End && other.Start < one.End))
                taken.Add(one);
        }
        return taken;
    }

    /// <summary>An id as people may write it: whole, its digits alone, without zeros before them.</summary>
    private static IEnumerable<string> Writings(string id)
    {
        var whole = string.Concat(id.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        var digits = string.Concat(whole.Where(char.IsDigit));
        var plain = digits.TrimStart('0');
        // Of a GUID or the like some digits are no number.
        var mayBeShort = whole.Length - digits.Length <= 4;
        return new[] { whole, mayBeShort ? digits : "", mayBeShort ? plain : "" }.Where(writing => writing.Length > 0).Distinct();
    }

    private static IEnumerable<(int Start, int End, string Id)> Places(string text, string writing, string id)
    {
        var hasLetter = writing.Any(char.IsLetter);
        var isSpelled = writing.Length >= LeastOfNumber && Spelled().IsMatch(text);
        var ownGaps = OwnGaps(id, writing);
        var mayHaveGaps = writing.Length >= LeastWithGaps || hasLetter || isSpelled || (writing.Length > LeastOfNumber && !text.Any(char.IsLetter));
        for (var start = 0; start <= text.Length - writing.Length; start++)
        {
            if (char.ToUpperInvariant(text[start]) != writing[0] || GoesOnBefore(text, start, char.IsLetter(writing[0]))
                // «order 24 136»
                || EndOf(writing, text, start, ownGaps, mayHaveGaps || (writing.Length > LeastOfNumber && Lexicon.English.LeadsToNumber(text.AsSpan(0, start)))) is not { } end)
                continue;
            var isCertain = hasLetter || (writing.Length > LeastOfNumber && !isSpelled);
            // A few digits among others are part of a telephone number; fewer still are a number only after «order», «#» and the like.
            if (!isCertain && (EndsInDigitAndGap(text.AsSpan(0, start)) || BeginsWithGapAndDigit(text.AsSpan(end))))
                continue;
            if (writing.Length < LeastOfNumber && !Lexicon.English.LeadsToNumber(text.AsSpan(0, start)) && !IsAlone(text, start, end))
                continue;
            yield return (start, end, id);
        }
    }

    /// <summary>«2 8 1 4 0»: said digit by digit.</summary>
    [GeneratedRegex(@"(?<!\S)[0-9](?: [0-9]){3,}(?![0-9])")]
    private static partial Regex Spelled();

    /// <summary>Whether a text ends in the letters that the customer's numbers begin with: «QN 24983» is a number of the shop's, whosever it is.</summary>
    public static bool EndsInPrefix(ReadOnlySpan<char> before, IReadOnlyList<Order> orders)
    {
        var end = before.TrimEnd(" -#").ToString();
        return orders.Select(order => string.Concat(order.Id.TakeWhile(char.IsLetter)))
            .Any(prefix => prefix.Length > 0 && end.EndsWith(prefix, StringComparison.OrdinalIgnoreCase)
                && !end.SkipLast(prefix.Length).TakeLast(1).Any(char.IsLetterOrDigit));
    }

    private static bool IsAlone(string text, int start, int end) => !text[..start].Concat(text[end..]).Any(char.IsLetterOrDigit);

    private static bool GoesOnBefore(string text, int start, bool withLetters) =>
        start > 0 && (char.IsDigit(text[start - 1]) || IsPartOfAmount(text, start) || (withLetters && char.IsLetter(text[start - 1])));

    /// <summary>«1,500» is an amount, «4711,5023» are two numbers.</summary>
    private static bool IsPartOfAmount(string text, int start)
    {
        var digits = 0;
        while (start - 2 - digits >= 0 && char.IsDigit(text[start - 2 - digits]))
            digits++;
        return text[start - 1] is '.' or ',' && digits is > 0 and < LeastOfNumber;
    }

    /// <summary>«4711.50», «4711,5».</summary>
    private static bool HasCents(string text, int end)
    {
        var digits = 0;
        while (end + 1 + digits < text.Length && char.IsDigit(text[end + 1 + digits]))
            digits++;
        return end < text.Length && text[end] is '.' or ',' && digits is 1 or 2;
    }

    /// <summary>Where the id itself has a gap between its digits: «3380-72» and «3380 72» of «NB-3380-72».</summary>
    private static HashSet<int> OwnGaps(string id, string writing)
    {
        var gaps = new HashSet<int>();
        var (seen, isGap) = (0, false);
        foreach (var letter in id.Where(letter => char.IsAsciiDigit(letter) || !char.IsLetterOrDigit(letter)))
        {
            if (!char.IsAsciiDigit(letter))
                isGap = true;
            else
            {
                if (isGap && seen > 0)
                    gaps.Add(seen);
                (seen, isGap) = (seen + 1, false);
            }
        }
        return seen == writing.Length ? gaps : [];
    }

    /// <returns>Where the number ends that begins there; <c>null</c> when it is another one.</returns>
    private static int? EndOf(string writing, string text, int start, HashSet<int> ownGaps, bool mayHaveGaps)
    {
        var at = start;
        for (var i = 0; i < writing.Length; i++, at++)
        {
            if (i > 0 && (mayHaveGaps || ownGaps.Contains(i)) && at < text.Length && IsGap(text[at]))
                at++;
            if (at >= text.Length || char.ToUpperInvariant(text[at]) != writing[i])
                return null;
        }
        return at < text.Length && (char.IsLetterOrDigit(text[at]) || HasCents(text, at)) ? null : at;
    }

    private static bool IsGap(char letter) => char.IsWhiteSpace(letter) || letter is '-' or '_' or '.' or '/' or '–' or '#';

    private static bool EndsInDigitAndGap(ReadOnlySpan<char> before) =>
        before.Length > 1 && (char.IsWhiteSpace(before[^1]) || before[^1] == '-') && char.IsDigit(before[^2]);

    private static bool BeginsWithGapAndDigit(ReadOnlySpan<char> after) =>
        after.Length > 1 && (char.IsWhiteSpace(after[0]) || after[0] == '-') && char.IsDigit(after[1]);

    /// <summary>One product after the other, the best fit first.</summary>
    private static List<Grounded> Products(string text, IReadOnlyList<Order> orders, List<Grounded> numbers)
    {
        var said = ProductMatcher.ReadWithPlaces(text)
            .Where(word => !numbers.Exists(number => word.Start < number.End && number.Start < word.Start + word.Length)).ToList();
        var found = new List<Grounded>();
        for (var round = 0; round < MaxProducts && said.Count > 0; round++)
        {
            var fits = orders
                .SelectMany(order => (order.Items ?? [])
                    .Select(item => (order.Id, Fit: ProductMatcher.Fit(said, item.ProductName))))
                .Where(one => one.Fit is not null)
                .ToList();
            if (fits.Count == 0)
                return found;
            var best = fits.MaxBy(one => one.Fit!.Score).Fit!;
            var words = best.Places.Distinct().Order().ToList();
            // Those that the same words fit as well.
            string[] ids = [.. fits
                .Where(one => one.Fit!.Score == best.Score && one.Fit.Places.Distinct().Order().SequenceEqual(words)).Select(one => one.Id).Distinct()];
            for (var i = 0; i < words.Count;)
            {
                var last = i;
                while (last + 1 < words.Count && words[last + 1] == words[last] + 1
                    && !IsAnyBetween(said[words[last]].Start, said[words[last + 1]].Start, numbers.Concat(found)))
                {
                    last++;
                }
                var (from, to) = (said[words[i]], said[words[last]]);
                found.Add(new Grounded(GroundedKind.Product, from.Start, to.Start + to.Length - from.Start, ids));
                i = last + 1;
            }
            // «laminate floor» is one thing, though another is called a floor lamp.
            var named = words.ConvertAll(at => said[at]);
            said.RemoveAll(word => named.Exists(other => word == other || IsBeside(text, word, other) || IsBeside(text, other, word)));
        }
        return found;
    }

    /// <summary>Ids of the orders with a thing that is only described: «the black one», where the encoder takes that for a thing.</summary>
    public static IReadOnlyList<string> Described(string words, IReadOnlyList<Order> orders)
    {
        var said = ProductMatcher.Read(words);
        return !said.TrueForAll(Lexicon.English.IsWeak) ? [] : [.. orders
            .Where(order => (order.Items ?? []).Any(item => ProductMatcher.ReadName(item.ProductName).Intersect(said).Any())).Select(order => order.Id)];
    }

    private static bool IsAnyBetween(int from, int to, IEnumerable<Grounded> found) => found.Any(one => one.Start > from && one.Start < to);

    private static bool IsBeside(string text, SaidWord first, SaidWord second) =>
        first.Start + first.Length <= second.Start && text[(first.Start + first.Length)..second.Start].All(char.IsWhiteSpace);
}

/// <summary>What of a message is the customer's own.</summary>
/// <param name="Start">First UTF-16 unit in the text.</param>
/// <param name="Ids">Ids of the orders that it may name, at least one.</param>
internal sealed record Grounded(GroundedKind Kind, int Start, int Length, IReadOnlyList<string> Ids)
{
    public int End => Start + Length;
}

internal enum GroundedKind { Number, Product }
