using SupportBot.Core.Orders;

namespace SupportBot.Core.Conversation;

/// <summary>Finds the orders that a reference means among one customer's orders. Pure: no database, no clock.</summary>
public static class ReferenceResolver
{
    /// <summary>So many orders are told of together, where one is asked for that can't be told from the others.</summary>
    private const int MostTogether = 3;

    private static readonly OrderReference.Open Open = new();
    private static readonly Topic[] OfTheWay = [Topic.Status, Topic.Shipping, Topic.Delivery, Topic.Tracking, Topic.Late];

    /// <param name="orders">All orders of the customer, in any order.</param>
    /// <param name="onShow">Ids in the list that the customer has before them, from the top; empty when there is none.</param>
    /// <param name="mentioned">Id of the order talked about before, if any.</param>
    /// <param name="topics">What is asked: «where is my order» is about what is still on its way, where that is one.</param>
    public static Resolution Resolve(
        OrderReference reference, IReadOnlyList<Order> orders, IReadOnlyList<string> onShow, string? mentioned, params IReadOnlyList<Topic> topics)
    {
        if (orders.Count == 0)
            return Resolution.NoOrders;

        var newestFirst = orders.Order(NewestFirst.Comparer).ToList();
        // «my last cancelled order» counts among the cancelled ones.
        var counted = reference is OrderReference.Most or OrderReference.Latest or OrderReference.Ordinal && onShow.Count == 0
            ? Among(reference.Also, newestFirst) : newestFirst;
        var resolution = ByReference(reference, counted, onShow, mentioned);
        resolution = Without(reference, newestFirst, onShow, mentioned, resolution);
        foreach (var sign in reference.Also)
            resolution = Narrow(reference, resolution, ByReference(sign, [.. resolution.Orders], onShow, mentioned).Orders);
        return resolution.Outcome == ResolutionOutcome.Ambiguous && reference is OrderReference.Unspecified or OrderReference.Mentioned or OrderReference.Other
            ? Sensible(resolution, topics) : reference is OrderReference.Product ? NotGivenUp(resolution, topics) : resolution;
    }

    /// <summary>Of two mixers, when one was sent is asked of the one that wasn't cancelled.</summary>
    private static Resolution NotGivenUp(Resolution resolution, IReadOnlyList<Topic> topics) =>
        resolution.Outcome == ResolutionOutcome.Ambiguous && topics.Count > 0 && topics.All(topic => topic is Topic.Shipping or Topic.Delivery or Topic.Tracking)
            && resolution.Orders.Where(order => order.Status != OrderStatus.Cancelled).Take(2).ToList() is [var left] ? Found(left) : resolution;

    private static List<Order> Among(IReadOnlyList<OrderReference> signs, List<Order> orders) =>
        signs.Aggregate(orders, (left, sign) => ByReference(sign, left, [], null).Orders is { Count: > 0 } fitting ? [.. fitting] : left);

    /// <summary>Those that fit the other sign, too. Of one order a sign that fits none says nothing; of several it leaves none.</summary>
    private static Resolution Narrow(OrderReference reference, Resolution resolution, IReadOnlyList<Order> others)
    {
        var both = resolution.Orders.Where(others.Contains).ToList();
        if (reference is OrderReference.All or OrderReference.Other or OrderReference.InState)
            return reference is OrderReference.All ? Together(both) : Several(both);
        return both.Count > 0 && resolution.Outcome == ResolutionOutcome.Ambiguous ? Several(both) : resolution;
    }

    private static Resolution Without(
        OrderReference reference, List<Order> newestFirst, IReadOnlyList<string> onShow, string? mentioned, Resolution resolution)
    {
        if (reference.Except.Count == 0)
            return resolution;
        var ruledOut = reference.Except.SelectMany(sign => ByReference(sign, newestFirst, onShow, mentioned).Orders).ToList();
        // «not the lamp» alone leaves the rest of what is on show.
        var from = reference is OrderReference.Unspecified or OrderReference.Mentioned ? Shown(newestFirst, onShow) : resolution.Orders;
        var left = from.Where(order => !ruledOut.Contains(order)).ToList();
        return reference is OrderReference.All or OrderReference.Numbers or OrderReference.Several ? Together(left) : Several(left);
    }

    /// <summary>«where is my order» is about what is still to come: the one on its way, with the others beside it; else all, where they are few.</summary>
    private static Resolution Sensible(Resolution resolution, IReadOnlyList<Topic> topics)
    {
        // Whoever asks for money back means the order that has some.
        if (topics.Contains(Topic.Refund) || !(topics.Any(OfTheWay.Contains) || topics.Contains(Topic.Lost)))
            return resolution;
        if (topics.Contains(Topic.Lost) && resolution.Orders.Where(order => order.Status == OrderStatus.Delivered).Take(2).ToList() is [var gone])
            return Found(gone);
        var open = resolution.Orders.Where(Open.Holds).ToList();
        if (open.FindAll(order => order.Status == OrderStatus.Shipped) is [var shipped])
            return Found(shipped) with { Beside = open.FindAll(order => order != shipped) };
        return open.Count switch { 0 => resolution, <= MostTogether => Together(open), _ => Several(open) };
    }

    private static Resolution ByReference(OrderReference reference, List<Order> newestFirst, IReadOnlyList<string> onShow, string? mentioned)
    {
        var known = newestFirst.Find(order => order.Id == mentioned);
        return reference switch
        {
            OrderReference.All { OnShow: true } => Together(Shown(newestFirst, onShow)),
            OrderReference.All => Together(newestFirst),
            OrderReference.Both when known is not null && onShow.Count == 1 => Found(known),
            OrderReference.Both => Shown(newestFirst, onShow) is { Count: 2 } two ? Together(two) : Several(Shown(newestFirst, onShow)),
            OrderReference.Several several => Together([.. several.Of.SelectMany(one => ByReference(one, newestFirst, onShow, mentioned).Orders).Distinct()]),
            OrderReference.Mentioned when known is not null => Found(known),
            OrderReference.Unspecified or OrderReference.Mentioned => Several(newestFirst),
            OrderReference.Latest { Count: { } count } => count > 0 ? Together(newestFirst.Take(count).ToList()) : Resolution.NotFound,
            OrderReference.Latest => Several(newestFirst.FindAll(order => order.Purchased == newestFirst[0].Purchased)),
            OrderReference.Other => Several(Shown(newestFirst, onShow).FindAll(order => order != known)),
            OrderReference.Numbers { Ids: [var id] } => ByIdOrPlace(newestFirst, onShow, id.Trim()),
            OrderReference.Numbers numbers => ByIds(newestFirst, onShow, numbers.Ids),
            OrderReference.Ordinal ordinal => ByPlace(newestFirst, onShow, known, ordinal),
            OrderReference.Most most => ByQuality(Shown(newestFirst, onShow), most.Quality),
            OrderReference.Bought bought => Several(ByDate(newestFirst, bought.Days)),
            OrderReference.Late late => Together(ByLateness(newestFirst, late)),
            OrderReference.InState state => Several(newestFirst.FindAll(state.Holds)),
            OrderReference.Product product => Several(newestFirst.FindAll(order => product.Ids.Contains(order.Id))),
            _ => throw new ArgumentOutOfRangeException(nameof(reference), reference, "Unknown kind of reference."),
        };
    }

    /// <summary>Who asks what is late means what they still wait for; where nothing is, what came late.</summary>
    private static List<Order> ByLateness(List<Order> orders, OrderReference.Late late) =>
        orders.FindAll(order => OrderDays.IsLate(order, late.Today)) is { Count: > 0 } waiting ? waiting : orders.FindAll(late.Holds);

    private static Resolution Found(Order order) => new(ResolutionOutcome.Found, [order]);

    private static Resolution Together(List<Order> orders) => orders.Count == 0 ? Resolution.NotFound : new(ResolutionOutcome.Found, orders);

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

    /// <summary>«#W123», «w123» and «W-123» are one number to people. Zeros and digits stay as they are.</summary>
    private static string PlainId(string id)
    {
        var plain = MessageGuard.Normalizable(id).Normalize(NormalizationForm.FormKC).Trim().TrimStart('#').TrimStart().ToUpperInvariant();
        return plain.Any(char.IsLetter) ? string.Concat(plain.Where(char.IsLetterOrDigit)) : plain;
    }

    private static Resolution ByPlace(List<Order> newestFirst, IReadOnlyList<string> onShow, Order? mentioned, OrderReference.Ordinal ordinal)
    {
        var place = ordinal.Place;
        if (place < 1)
            return Resolution.NotFound;
        if (ordinal.From == CountedFrom.Oldest)
            return At(newestFirst.FindAll(order => order.Purchased is not null), ^place);
        var isFromEnd = ordinal.From == CountedFrom.Bottom;
        if (onShow.Count > 0)
            return At(onShow.Select(id => newestFirst.Find(order => order.Id == id)), isFromEnd ? ^place : place - 1);

        // Without a list people count back in time: «the last one» is the newest, «the one before» goes one further back.
        return At(newestFirst, isFromEnd && place == 2 && mentioned is not null ? newestFirst.IndexOf(mentioned) + 1 : place - 1);
    }

    private static Resolution At(IEnumerable<Order?> orders, Index index) => orders.ElementAtOrDefault(index) is { } order ? Found(order) : Resolution.NotFound;

    private static Resolution ByQuality(List<Order> orders, Quality quality)
    {
        if (quality is Quality.Cheapest or Quality.Dearest)
            return ByPrice(orders, quality == Quality.Dearest);
        var dated = orders.FindAll(order => order.Purchased is not null);
        if (dated.Count == 0)
            return Several(orders);
        var day = quality == Quality.Oldest ? dated.Min(order => order.Purchased) : dated.Max(order => order.Purchased);
        return Several(dated.FindAll(order => order.Purchased == day));
    }

    /// <summary>Where an order has no price or another currency, nothing tells which is the cheapest.</summary>
    private static Resolution ByPrice(List<Order> orders, bool dearest)
    {
        var priced = orders.ConvertAll(order => (Order: order, Total: OrderTotal.Of(order)));
        if (priced.Exists(order => order.Total is null) || priced.DistinctBy(order => order.Total!.Currency).Count() > 1)
            return Several(orders);
        var wanted = dearest ? priced.Max(order => order.Total!.AmountMinor) : priced.Min(order => order.Total!.AmountMinor);
        return Several(priced.FindAll(order => order.Total!.AmountMinor == wanted).ConvertAll(order => order.Order));
    }

    /// <summary>A month without a year is the last one in which something was bought.</summary>
    private static List<Order> ByDate(List<Order> orders, DateSpan days)
    {
        var bought = orders.FindAll(order => days.Holds(order.Purchased));
        if (days.Month is not null && bought.Count > 0)
            bought = bought.FindAll(order => order.Purchased!.Value.Year == bought.Max(other => other.Purchased!.Value.Year));
        return bought.Count > 0 ? bought : orders.FindAll(order => days.Holds(order.Shipped) || days.Holds(order.Delivered));
    }
}
