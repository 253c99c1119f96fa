using System.Text.RegularExpressions;
using SupportBot.Eval.Sets;
using SupportBot.Eval.Shop;

namespace SupportBot.Eval.Facts;

/// <summary>
/// A reply taken apart: what its sentences state, and the words that no row of the orders has. Knows nothing of how the bot
/// words things: it reads English, and looks up in the rows what stands there.
/// </summary>
internal sealed partial class ReplyReading
{
    private readonly List<string> _strangers = [];
    private readonly List<ReplyPart> _parts = [];
    private readonly ShopRows _shop;
    private readonly IReadOnlyList<OrderRow> _about;

    /// <param name="about">The orders that the reply may be about.</param>
    /// <param name="today">The day on which it is said.</param>
    public ReplyReading(string reply, IReadOnlyList<OrderRow> about, ShopRows shop, DateOnly today)
    {
        (_shop, _about, Today) = (shop, about, today);
        foreach (var line in reply.Split('\n'))
            ReadLine(line, today);
        CheckLateness(reply);
    }

    public IReadOnlyList<ReplyPart> Parts => _parts;

    /// <summary>The day on which it is said.</summary>
    public DateOnly Today { get; }

    /// <summary>Ids, numbers and names in the reply that aren't of the orders it is about.</summary>
    public IReadOnlyList<string> Strangers => _strangers;

    private void ReadLine(string line, DateOnly today)
    {
        var text = new StringBuilder(line);
        var ids = Mask(text, _about.Select(order => order.Id));
        MaskNames(text, ids);
        MaskPaymentStates(text);

        var dates = DateClaim.In(text.ToString(), today);
        foreach (var date in dates)
            Blank(text, date.At, date.Length);
        var amounts = AmountClaim.In(text.ToString());
        foreach (var amount in amounts)
            Blank(text, amount.At, amount.Length);
        MaskCounts(text);
        _strangers.AddRange(NumberLike().Matches(text.ToString()).Select(match => $"«{match.Value}» is nothing of these orders"));

        IReadOnlyList<OrderRow> named = _about;
        var isOfAll = _about.Count > 1 && ids.Count == 0 && SaysSum().IsMatch(line);
        var begin = 0;
        foreach (var end in SentenceEnds(text.ToString()))
        {
            var here = ids.Where(id => id.At >= begin && id.At < end).Select(id => id.Text).ToHashSet();
            if (here.Count > 0)
                named = [.. _about.Where(order => here.Contains(order.Id))];
            var sentence = text.ToString(begin, end - begin);
            var days = dates.Where(date => date.At >= begin && date.At < end).ToList();
            _parts.Add(new ReplyPart(
                named,
                [.. days.Select(date => (date, RoleAt(sentence, date.At - begin, DateRoles)))],
                [.. amounts.Where(amount => amount.At >= begin && amount.At < end).Select(amount => (amount, RoleAt(sentence, amount.At - begin, AmountRoles)))],
                [.. StatusClaim.In(sentence, days.Count > 0)])
            { IsOfAll = isOfAll });
            begin = end;
        }
    }

    /// <summary>«two of your nine orders are late»: so many, and these.</summary>
    private void CheckLateness(string reply)
    {
        if (LateClaim().Match(reply) is not { Success: true } claim || _about.Count == 0)
            return;
        var all = _shop.OrdersOf[_about[0].UserId].ToList();
        var late = FactsOf.LateOf(all, Today);
        var said = claim.Groups["some"].Value.ToUpperInvariant() switch { "NONE" => 0, "ONE" => 1, var number => int.Parse(number, CultureInfo.InvariantCulture) };
        if (said != late.Count || all.Exists(order => WholeTokens.Holds(reply, order.Id) && !late.Contains(order)))
            _strangers.Add($"«{claim.Value}» is not so");
    }

    private static IEnumerable<int> SentenceEnds(string text) => SentenceEnd().Matches(text).Select(match => match.Index + match.Length).Append(text.Length).Distinct();

    /// <summary>Takes out the products, carriers and tracking numbers of these orders, then finds those of others.</summary>
    private void MaskNames(StringBuilder text, IReadOnlyList<(int At, string Text)> ids)
    {
        var line = ids.Select(id => id.Text).ToHashSet() is { Count: > 0 } named ? _about.Where(order => named.Contains(order.Id)).ToList() : _about;
        foreach (var item in line.SelectMany(order => order.Items).OrderByDescending(item => item.Product.Length))
        {
            foreach (var (at, product) in Mask(text, [item.Product]))
            {
                var count = Quantity().Match(text.ToString(0, at));
                if (!count.Success)
                    continue;
                if (!line.SelectMany(order => order.Items).Any(other => other.Product == product && other.Quantity.ToString(CultureInfo.InvariantCulture) == count.Groups["n"].Value))
                    _strangers.Add($"«{count.Value.Trim()} {product}» is another quantity than the order's");
                Blank(text, count.Index, count.Length);
            }
        }

        Mask(text, line.SelectMany(NamesOf));
        var rest = text.ToString();
        foreach (var name in _shop.ProductsAndCarriers.Where(name => name.Length > 3 && WholeTokens.Holds(rest, name)))
            _strangers.Add($"«{name}» belongs to another order");
    }

    private static IEnumerable<string> NamesOf(OrderRow order) => order.Parcels.SelectMany(parcel => new[] { parcel.Tracking, parcel.Carrier }).OfType<string>();

    private void MaskPaymentStates(StringBuilder text)
    {
        foreach (Match match in PaymentState().Matches(text.ToString()))
        {
            if (!_about.SelectMany(order => order.Payments).Any(payment => match.Groups["state"].Value.Equals(payment.Status, StringComparison.OrdinalIgnoreCase)))
                _strangers.Add($"«{match.Value}» is no payment's state");
            Blank(text, match.Index, match.Length);
        }
    }

    /// <summary>Numbers that count orders or name a handed-over request are no facts of one order; the former are checked.</summary>
    private void MaskCounts(StringBuilder text)
    {
        foreach (Match match in Counts().Matches(text.ToString()))
        {
            var known = _about.Count == 0 ? 0 : _shop.OrdersOf[_about[0].UserId].Count();
            if (match.Groups["count"].Success && match.Groups["count"].Value != known.ToString(CultureInfo.InvariantCulture))
                _strangers.Add($"«{match.Value.Trim()}» is another number than the customer has");
            if (match.Groups["open"] is { Success: true } open
                && open.Value != _about.SelectMany(order => order.Payments).Count(payment => !FactsOf.IsDone(payment)).ToString(CultureInfo.InvariantCulture))
                _strangers.Add($"«{match.Value.Trim()}» is another number than the rows have");
            Blank(text, match.Index, match.Length);
        }
    }

    /// <returns>Where each stood, in the text's own order.</returns>
    private static List<(int At, string Text)> Mask(StringBuilder text, IEnumerable<string> names)
    {
        var found = new List<(int At, string Text)>();
        foreach (var name in names.Where(name => name.Length > 0).Distinct().OrderByDescending(name => name.Length))
        {
            for (var at = WholeTokens.Find(text.ToString(), name, 0); at >= 0; at = WholeTokens.Find(text.ToString(), name, at + name.Length))
            {
                found.Add((at, name));
                Blank(text, at, name.Length);
            }
        }

        return [.. found.OrderBy(match => match.At)];
    }

    private static void Blank(StringBuilder text, int at, int length)
    {
        for (var i = at; i < at + length; i++)
            text[i] = ' ';
    }

    /// <summary>The role of the nearest word before that has one, else of the nearest after.</summary>
    private static Role RoleAt(string sentence, int at, Regex roles)
    {
        var words = roles.Matches(sentence).ToList();
        var word = words.LastOrDefault(match => match.Index < at) ?? words.Find(match => match.Index >= at);
        if (word is null)
            return Role.Any;
        var role = Enum.Parse<Role>(word.Groups.Values.Skip(1).First(group => group.Success).Name);
        return role is Role.Delivered or Role.Shipped && ToCome().IsMatch(ClauseBefore(sentence, word.Index)) ? Role.Expected : role;
    }

    private static string ClauseBefore(string sentence, int at)
    {
        var before = sentence[..at];
        var boundary = before.LastIndexOfAny([',', ';', ':']);
        return before[(boundary + 1)..];
    }

    private static readonly Regex DateRoles = DateRole();
    private static readonly Regex AmountRoles = AmountRole();

    [GeneratedRegex(
        @"\b(?:(?<Unrecorded>cancell?ed|returned|sent back)|(?<Refunded>refund\w*|back)|(?<Paid>paid|charged|payment)|(?<Bought>bought|placed|ordered|purchased?|order date)"
        + @"|(?<Expected>estimated|expected?|due|should (?:arrive|reach|be with|come)|will (?:arrive|reach|be with|come)|arrives?\b|scheduled)"
        + @"|(?<Delivered>delivered|delivery|arrived|reached|received)|(?<Shipped>shipped|shipping|ship date|dispatched|sent|left us|went out))\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DateRole();

    [GeneratedRegex(
        @"\b(?:(?<Refunded>refund\w*|back)|(?<Paid>paid|pay|charged|payment)|(?<Total>totals?|sum|altogether|comes to|adds up)|(?<Price>at|each|apiece|per))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AmountRole();

    [GeneratedRegex(@"\b(?:will|should|would|expected?|estimated|scheduled|planned|due|going to|to be)\b|['’]ll\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ToCome();

    [GeneratedRegex(@"[.!?;](?=\s|$)|\s·\s|\s•\s")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\b(?:in total|together|altogether|in all|comes? to|adds? up|sum)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SaysSum();

    [GeneratedRegex(@"\b(?<some>\d+|one|none) of (?:your|the)(?: \d+)? orders (?:is|are) late\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LateClaim();

    [GeneratedRegex(@"(?<n>\d+)\s*(?:×|x|\*)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Quantity();

    [GeneratedRegex(@"\(status: (?<state>[^)]+)\)", RegexOptions.IgnoreCase)]
    private static partial Regex PaymentState();

    [GeneratedRegex(@"^\s*\d{1,3}[.)]\s|\byou have (?<count>\d+) orders\b|\b(?:\d+|one|none|all) of your (?<count>\d+) orders\b|\b(?<open>\d+) payments that are not completed\b|\bnewest \d+(?: of (?<count>\d+)\b|:)|\b(?:reference is|request) [\w-]+|\bfirst 2,?000 characters\b", RegexOptions.IgnoreCase)]
    private static partial Regex Counts();

    [GeneratedRegex(@"[#\w][\w/#-]*(?<=\d[\w/#-]*)")]
    private static partial Regex NumberLike();
}
