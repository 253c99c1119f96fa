using SupportBot.Core.Orders;

namespace SupportBot.Core.Conversation;

/// <summary>What a reference comes to among one customer's orders.</summary>
/// <param name="Orders">Found: the orders meant, newest first; several numbers in their order. Ambiguous: the candidates, newest first. Else empty.</param>
public sealed record Resolution(ResolutionOutcome Outcome, IReadOnlyList<Order> Orders)
{
    /// <summary>Some of the order numbers asked for are none of the customer's.</summary>
    public bool LacksSome { get; init; }

    /// <summary>Others that may be meant as well, newest first: less likely than those found.</summary>
    public IReadOnlyList<Order> Beside { get; init; } = [];

    public static Resolution NotFound { get; } = new(ResolutionOutcome.NotFound, []);

    public static Resolution NoOrders { get; } = new(ResolutionOutcome.NoOrders, []);
}

/// <summary>How a resolution ended.</summary>
public enum ResolutionOutcome
{
    /// <summary>The order meant; the orders, where several numbers or all were asked for.</summary>
    Found,

    /// <summary>Several fit; the customer must say which.</summary>
    Ambiguous,

    /// <summary>None fits. An order of somebody else ends here, too.</summary>
    NotFound,

    /// <summary>The customer has no orders at all.</summary>
    NoOrders,
}
