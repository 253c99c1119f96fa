namespace SupportBot.Bot.Dialogs;

/// <summary>What came out of finding the orders that a customer means. Passed from step to step, never stored.</summary>
/// <param name="About">The topics asked for.</param>
internal sealed record OrderChoice(IReadOnlyList<string> OrderIds, IReadOnlyList<Topic> About)
{
    /// <summary>«the total of my september order» is that order's; what was spent in a year is a sum.</summary>
    private const int MaxDaysOfOne = 31;

    /// <summary>How the customer pointed at them.</summary>
    public OrderReference Reference { get; init; } = OrderReference.None;

    /// <summary>What is wanted of them all; <c>null</c> when each is to be told by itself.</summary>
    public Overview? Overview { get; init; }

    /// <summary>Some of the numbers asked for are none of the customer's.</summary>
    public bool LacksSome { get; init; }

    /// <summary>Whether the reason of something is asked for, which no order has on record.</summary>
    public bool AsksWhy { get; init; }

    /// <summary>Ids of the orders that were on show.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    /// <summary>Ids of others that may be meant as well.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <summary>Each is told of in order to compare them.</summary>
    public bool IsComparison { get; init; }

    /// <summary>Said in anger.</summary>
    public bool IsAngry { get; init; }

    /// <summary>The customer's words, when they wanted something done or a person instead.</summary>
    public string? HandoffReason { get; init; }

    /// <summary>Whether the orders are those that the customer may mean.</summary>
    public bool AreCandidates { get; init; }

    /// <summary>The customer's words, when it could not be found out which order they mean: a person is to be offered.</summary>
    public string? OfferReason { get; init; }

    /// <summary>What the customer said instead of naming an order, when that is about something else.</summary>
    public Understanding? Aside { get; init; }

    public static OrderChoice Of(Understanding understood, Resolution resolution, IReadOnlyList<Topic> about) =>
        new(
            [.. Compared(understood, resolution.Orders, about).Select(order => order.Id)],
            HasParts(understood, resolution, about) ? [.. about, Topic.Items] : about)
        {
            Beside = [.. resolution.Beside.Take(OrderPicker.MaxOrders).Select(order => order.Id)],
            IsAngry = understood.IsAngry,
            IsComparison = understood.Overview == Core.Conversation.Overview.Compare,
            // «all my open orders» are called the open ones.
            Reference = understood.Orders is OrderReference.All { Also: [var sign], Except: [] } ? sign : understood.Orders,
            AsksWhy = understood.Asks(Topic.Why),
            Overview = OverviewOf(understood, resolution) ?? (IsListOf(understood.Orders, resolution, about) ? Core.Conversation.Overview.List : null),
            LacksSome = resolution.LacksSome,
        };

    /// <summary>«which comes first»: those that are still to come go first, the earliest before the others.</summary>
    private static IEnumerable<Order> Compared(Understanding understood, IReadOnlyList<Order> orders, IReadOnlyList<Topic> about) =>
        understood.Overview == Core.Conversation.Overview.Compare && about is [Topic.Delivery]
            ? orders.OrderBy(order => OrderDays.Waits(order) ? 0 : 1).ThenBy(order => OrderDays.Estimated(order) ?? DateOnly.MaxValue) : orders;

    /// <summary>How many lines of an order are told beside its total.</summary>
    private const int MaxParts = 4;

    /// <summary>«how much was the lamp», «price each»: a total is told with what it is made of.</summary>
    private static bool HasParts(Understanding understood, Resolution resolution, IReadOnlyList<Topic> about) =>
        resolution.Orders is [{ Items: { Count: > 0 and <= MaxParts } items }] && !about.Contains(Topic.Items) && (items.Count > 1 || items[0].Quantity is not 1)
        && (about.Contains(Topic.Total) || (about.Contains(Topic.Payment) && understood.Orders is OrderReference.Product));

    /// <summary>Orders are compared by telling of each what was asked; of one that was pointed at there is no sum and no list.</summary>
    private static Overview? OverviewOf(Understanding understood, Resolution resolution) => understood.Overview switch
    {
        Core.Conversation.Overview.Compare => null,
        { } when IsOfOne(understood, resolution) => null,
        var wanted => wanted,
    };

    private static bool IsOfOne(Understanding understood, Resolution resolution) =>
        (understood.Overview == Core.Conversation.Overview.Spent || (understood.Overview == Core.Conversation.Overview.List && understood.Asks(Topic.Items)))
        && resolution is { Outcome: ResolutionOutcome.Found, Orders.Count: 1 }
        && (understood.Orders is OrderReference.Product or OrderReference.InState
            || (understood.Orders is OrderReference.Bought { Days: var days }
                && (days.To.DayNumber - days.From.DayNumber <= MaxDaysOfOne || days.Month is not null)));

    // «all my orders» without a question beyond where they are is answered by a list that has the state of each.
    private static bool IsListOf(OrderReference reference, Resolution resolution, IReadOnlyList<Topic> about) =>
        reference is OrderReference.All { OnShow: false } && (resolution.Orders.Count > OrderPicker.MaxOrders || about.All(topic => topic is Topic.Status));
}
