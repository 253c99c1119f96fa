using System.Globalization;
using System.Text;
using SupportBot.Core.Orders;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Conversation;

/// <summary>Finds the orders that a reference means among one customer's orders. Pure: no database, no clock.</summary>
public static class ReferenceResolver
{
    /// <param name="orders">All orders of the customer, in any order.</param>
    /// <param name="onShow">Ids in the list that the customer has before them, from the top; empty when there is none.</param>
    /// <param name="mentioned">Id of the order talked about before, if any.</param>
    /// <param name="said">The whole message: what the reference leaves open, its own words may decide.</param>
    public static Resolution Resolve(OrderReference reference, IReadOnlyList<Order> orders, IReadOnlyList<string> onShow, string? mentioned, string said = "")
    {
        if (orders.Count == 0)
            return Resolution.NoOrders;

        var newestFirst = orders.Order(NewestFirst.Comparer).ToList();
        var resolution = ByReference(reference, newestFirst, onShow, mentioned);
        if (reference is OrderReference.All || (reference is OrderReference.Numbers && resolution.Outcome != ResolutionOutcome.NotFound))
            return resolution;
        if (OrderMentions.ByNumber(newestFirst, said) is { Count: > 0 } numbered)
            return new Resolution(ResolutionOutcome.Found, numbered);
        if (reference is OrderReference.Numbers)
            return resolution;

        var named = OrderMentions.ByProduct(newestFirst, said);
        var isOpen = reference is OrderReference.Product or OrderReference.Unspecified or OrderReference.Mentioned;
        if (isOpen && named.Count > 0 && !named.Exists(order => order.Id == mentioned))
            resolution = Several(named);
        if (resolution.Outcome == ResolutionOutcome.Ambiguous)
            resolution = Narrow(resolution, named);
        // «the one from september, why isn't it shipped» is about the one that isn't.
        if (resolution.Outcome == ResolutionOutcome.Ambiguous && reference is OrderReference.Bought or OrderReference.Product
            && OrderMentions.StateDenied(said) is { } denied)
            resolution = Narrow(resolution, newestFirst.FindAll(order => denied.Holds(order.Status)));
        return resolution.Outcome == ResolutionOutcome.Ambiguous && reference.Within is { } days ? Narrow(resolution, ByDate(newestFirst, days)) : resolution;
    }

    /// <summary>Those that fit the other sign, too; all where none does.</summary>
    private static Resolution Narrow(Resolution resolution, List<Order> others) =>
        resolution.Orders.Where(others.Contains).ToList() is { Count: > 0 } both ? Several(both) : resolution;

    private static Resolution ByReference(OrderReference reference, List<Order> newestFirst, IReadOnlyList<string> onShow, string? mentioned)
    {
        var known = newestFirst.Find(order => order.Id == mentioned);
        return reference switch
        {
            OrderReference.All { OnShow: true } => new Resolution(ResolutionOutcome.Found, Shown(newestFirst, onShow)),
            OrderReference.All => new Resolution(ResolutionOutcome.Found, newestFirst),
            OrderReference.Mentioned when known is not null => Found(known),
            OrderReference.Unspecified or OrderReference.Mentioned => Several(newestFirst),
            OrderReference.Latest { Count: { } count } =>
                count > 0 ? new Resolution(ResolutionOutcome.Found, newestFirst.Take(count).ToList()) : Resolution.NotFound,
            OrderReference.Latest => Several(newestFirst.FindAll(order => order.Purchased == newestFirst[0].Purchased)),
            OrderReference.Other => Several(Shown(newestFirst, onShow).FindAll(order => order != known)),
            OrderReference.Numbers { Ids: [var id] } => ByIdOrPlace(newestFirst, onShow, id.Trim()),
            OrderReference.Numbers numbers => ByIds(newestFirst, onShow, numbers.Ids),
            OrderReference.Ordinal ordinal => ByPlace(newestFirst, onShow, known, ordinal),
            OrderReference.Bought bought => Several(ByDate(newestFirst, bought.Days)),
            OrderReference.InState state => Several(newestFirst.FindAll(order => state.Holds(order.Status))),
            OrderReference.Product product => Several(ProductMatcher.Matches(newestFirst, product.Name)),
            _ => throw new ArgumentOutOfRangeException(nameof(reference), reference, "Unknown kind of reference."),
        };
    }

    private static Resolution Found(Order order) => new(ResolutionOutcome.Found, [order]);

    private static Resolution Several(List<Order> fitting) => fitting.Count switch
    {
        0 => Resolution.NotFound,
        1 => Found(fitting[0]),
        _ => new Resolution(ResolutionOutcome.Ambiguous, fitting),
    };

    /// <summary>The orders of the list, newest first; all where there is no list.</summary>
    private static List<Order> Shown(List<Order> newestFirst, IReadOnlyList<string> onShow) =>
        newestFirst.FindAll(order => onShow.Contains(order.Id)) is { Count: > 0 } shown ? shown : newestFirst;

    private static Resolution ByIds(List<Order> newestFirst, IReadOnlyList<string> onShow, IReadOnlyList<string> ids)
    {
        var each = ids.Select(id => ByIdOrPlace(newestFirst, onShow, id.Trim()).Orders).ToList();
        var found = each.SelectMany(orders => orders).Distinct().ToList();
        return found.Count == 0 ? Resolution.NotFound : new Resolution(ResolutionOutcome.Found, found) { LacksSome = each.Exists(orders => orders.Count == 0) };
    }

    // With a list before them, customers answer «2» and mean the second; a real number still goes first.
    private static Resolution ByIdOrPlace(List<Order> orders, IReadOnlyList<string> onShow, string value)
    {
        var fitting = ById(orders, value);
        var place = value.TrimStart('#', ' ');
        return fitting.Count == 0 && onShow.Count > 0 && place.Length is 1 or 2 && place.All(char.IsAsciiDigit)
            ? ByPlace(orders, onShow, null, new OrderReference.Ordinal(int.Parse(place, CultureInfo.InvariantCulture)))
            : Several(fitting);
    }

    private static List<Order> ById(List<Order> orders, string value)
    {
        var exact = orders.FindAll(order => order.Id == value);
        if (exact.Count > 0)
            return exact;
        var wanted = PlainId(value);
        return wanted.Length == 0 ? [] : orders.FindAll(order => PlainId(order.Id) == wanted);
    }

    /// <summary>«#W123», «order w123» and «W-123» are one number to people. Zeros and digits stay as they are.</summary>
    private static string PlainId(string id)
    {
        var plain = MessageGuard.Normalizable(id).Normalize(NormalizationForm.FormKC).Trim().ToUpperInvariant();
        foreach (var lead in new[] { "ORDER", "NUMBER", "NO.", "NR.", ":", "#" })
        {
            if (plain.Length > lead.Length && plain.StartsWith(lead, StringComparison.Ordinal)
                && (!char.IsAsciiLetter(lead[^1]) || !char.IsAsciiLetterOrDigit(plain[lead.Length])))
            {
                plain = plain[lead.Length..].TrimStart();
            }
        }
        return plain.Any(char.IsLetter) ? string.Concat(plain.Where(char.IsLetterOrDigit)) : plain;
    }

    private static Resolution ByPlace(List<Order> newestFirst, IReadOnlyList<string> onShow, Order? mentioned, OrderReference.Ordinal ordinal)
    {
        var place = ordinal.Place;
        if (place < 1)
            return Resolution.NotFound;
        if (ordinal.From == CountedFrom.Oldest)
            return At(newestFirst.FindAll(order => order.Purchased is not null), ^place);
        if (ordinal.From is CountedFrom.Cheapest or CountedFrom.Dearest)
            return ByPrice(Shown(newestFirst, onShow), dearest: ordinal.From == CountedFrom.Dearest);
        var isFromEnd = ordinal.From == CountedFrom.Bottom;
        if (onShow.Count > 0)
            return At(onShow.Select(id => newestFirst.Find(order => order.Id == id)), isFromEnd ? ^place : place - 1);

        // Without a list people count back in time: «the last one» is the newest, «the one before» goes one further back.
        return At(newestFirst, isFromEnd && place == 2 && mentioned is not null ? newestFirst.IndexOf(mentioned) + 1 : place - 1);
    }

    private static Resolution At(IEnumerable<Order?> orders, Index index) => orders.ElementAtOrDefault(index) is { } order ? Found(order) : Resolution.NotFound;

    /// <summary>Where an order has no price or another currency, nothing tells which is the cheapest.</summary>
    private static Resolution ByPrice(List<Order> orders, bool dearest)
    {
        var priced = orders.ConvertAll(order => (Order: order, Total: OrderTotal.Of(order)));
        if (priced.Exists(order => order.Total is null) || priced.DistinctBy(order => order.Total!.Currency).Count() > 1)
            return Several(orders);
        var wanted = dearest ? priced.Max(order => order.Total!.AmountMinor) : priced.Min(order => order.Total!.AmountMinor);
        return Several(priced.FindAll(order => order.Total!.AmountMinor == wanted).ConvertAll(order => order.Order));
    }

    private static List<Order> ByDate(List<Order> orders, DateSpan days)
    {
        var bought = orders.FindAll(order => days.Holds(order.Purchased));
        return bought.Count > 0 ? bought : orders.FindAll(order => days.Holds(order.Shipped) || days.Holds(order.Delivered));
    }
}
