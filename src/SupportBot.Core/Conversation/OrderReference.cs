using SupportBot.Core.Orders;

namespace SupportBot.Core.Conversation;

/// <summary>How a message points at orders. The records in here are all there are.</summary>
public abstract record OrderReference
{
    private OrderReference() { }

    public static OrderReference None { get; } = new Unspecified();

    /// <summary>Other signs of the same orders («the shipped one from May»); they decide where several orders fit.</summary>
    public IReadOnlyList<OrderReference> Also { get; init; } = [];

    /// <summary>Orders that are ruled out («not the lamp», «all but 4502»).</summary>
    public IReadOnlyList<OrderReference> Except { get; init; } = [];

    /// <summary>No order is pointed at («where is my order?»).</summary>
    public sealed record Unspecified : OrderReference;

    /// <summary>Order numbers as the customer wrote them, or the ids that they were found to be; at least one.</summary>
    public sealed record Numbers(params IReadOnlyList<string> Ids) : OrderReference
    {
        public bool Equals(Numbers? other) => base.Equals(other) && Ids.SequenceEqual(other!.Ids);

        public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Ids[0]);
    }

    /// <summary>«my last order»; with a count «my last two orders».</summary>
    public sealed record Latest(int? Count = null) : OrderReference;

    /// <summary>A place, from 1 on: «the second one», «my oldest order».</summary>
    public sealed record Ordinal(int Place, CountedFrom From = CountedFrom.Top) : OrderReference;

    /// <summary>One against the others of those on show or talked about, else of all: «the older one», «the cheapest».</summary>
    public sealed record Most(Quality Quality) : OrderReference;

    /// <summary>The days of purchase.</summary>
    public sealed record Bought(DateSpan Days) : OrderReference;

    /// <summary>A thing that was bought: ids of the orders that hold it, none where no order does.</summary>
    public sealed record Product(params IReadOnlyList<string> Ids) : OrderReference
    {
        public bool Equals(Product? other) => base.Equals(other) && Ids.SequenceEqual(other!.Ids);

        public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Ids.Count);
    }

    /// <summary>The state that the order is in.</summary>
    public abstract record InState : OrderReference
    {
        public bool Holds(Order order) => this switch
        {
            Open => order.Status is not (OrderStatus.Delivered or OrderStatus.Cancelled or OrderStatus.Returned) && OrderDays.Delivered(order) is null,
            Unshipped => order.Status is OrderStatus.Pending or OrderStatus.Processing or OrderStatus.Invoiced,
            AnyOf any => any.States.Any(state => state.Holds(order)),
            Late late => OrderDays.IsLate(order, late.Today) || OrderDays.CameLate(order),
            _ => order.Status == (this as InStatus)?.Status && order.Status != OrderStatus.NotRecorded,
        };
    }

    /// <summary>One status; no order is in <see cref="OrderStatus.NotRecorded"/>.</summary>
    public sealed record InStatus(OrderStatus Status) : InState;

    /// <summary>Neither delivered, cancelled nor returned.</summary>
    public sealed record Open : InState;

    /// <summary>One of several states: «sent back or cancelled».</summary>
    public sealed record AnyOf(params IReadOnlyList<InState> States) : InState
    {
        public bool Equals(AnyOf? other) => base.Equals(other) && States.SequenceEqual(other!.States);

        public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), States.Count);
    }

    /// <summary>Still to be sent.</summary>
    public sealed record Unshipped : InState;

    /// <summary>Expected earlier than it came or than <paramref name="Today"/>.</summary>
    public sealed record Late(DateOnly Today) : InState;

    /// <summary>«all my orders»; <paramref name="OnShow"/>: «all of them», «both», those in the list on show or talked about.</summary>
    public sealed record All(bool OnShow = false) : OrderReference;

    /// <summary>«both», «those two»: the two in the list on show, else the two talked about last, else the only two.</summary>
    public sealed record Both : OrderReference;

    /// <summary>Several, each by a sign of its own: «the lamp and the kettle».</summary>
    public sealed record Several(params IReadOnlyList<OrderReference> Of) : OrderReference
    {
        public bool Equals(Several? other) => base.Equals(other) && Of.SequenceEqual(other!.Of);

        public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Of.Count);
    }

    /// <summary>«it», «that one», «the same order»: an order talked about before.</summary>
    public sealed record Mentioned : OrderReference;

    /// <summary>«the other one», «not that one»: any but the order talked about before.</summary>
    public sealed record Other : OrderReference;
}

/// <summary>Where counting begins: at the top of the list on show (else at the newest), at its end (else back in time), or at the earliest purchase.</summary>
public enum CountedFrom { Top, Bottom, Oldest }

/// <summary>By what orders are compared: day of purchase, price, expected day of delivery.</summary>
public enum Quality { Oldest, Newest, Cheapest, Dearest }
